// What the page says when the program cannot start. Once it has started, the
// program's own panic message (#crash) takes over. And two things that the program has
// done for it, because the browser gives them only by callbacks within callbacks.
(function () {
    "use strict";
    var started = false;

    function say(sentence) {
        var needs = document.getElementById("needs");
        needs.textContent = sentence;
        needs.hidden = false;
    }

    function failed() {
        if (!started) {
            say("The calculator could not be loaded: a part of the page is missing, or this browser is " +
                "too old for it. Please load the page again, or try a current browser.");
        }
    }

    addEventListener("TrunkApplicationStarted", function () {
        started = true;
        document.documentElement.dataset.started = "";
    });
    if (typeof WebAssembly !== "object") {
        say("Sawtooth does its sums in your browser and needs WebAssembly, which this browser does not " +
            "have or does not allow. Every current browser has it; it may be switched off by a " +
            "high-security mode.");
        return;
    }

    // Every file of a drop, a paste or a chooser, as [files, paths]; folders are gone through.
    // In place of a file that cannot be had stands the browser's reason.
    window.gather = function (items) {
        var files = [], paths = [];
        function found(file, path) { files.push(file); paths.push(path); }
        function enter(entry) {
            return new Promise(function (done) {
                function failed(reason) { done(found(reason, entry.fullPath)); }
                if (entry.isFile) {
                    return entry.file(function (file) { done(found(file, entry.fullPath)); }, failed);
                }
                var reader = entry.createReader(), all = [];
                function isWork(one) { return one.name === "projects" && one.fullPath.split("/").length === 3; }
                (function more() {
                    reader.readEntries(function (some) {
                        all = all.concat(some);
                        if (some.length) return more();
                        // A whole .claude folder holds much else, which is the agent's own.
                        done(Promise.all((all.some(isWork) ? all.filter(isWork) : all).map(enter)));
                    }, failed);
                })();
            });
        }
        function take(item) {
            if (item.kind === "string") return;
            var entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
            if (entry) return enter(entry);
            var file = item.getAsFile ? item.getAsFile() : item;
            found(file, file.webkitRelativePath || file.name);
        }
        // All at once: afterwards the browser no longer hands out what was dropped.
        return Promise.all(Array.from(items, take)).then(function () { return [files, paths]; });
    };

    // After the first visit the page works offline (sw.js). What a newer build replaces is shown until it is reloaded.
    function keep() {
        var hour = 3600000, looked = Date.now();
        navigator.serviceWorker.register("sw.js").then(function (kept) {
            kept.addEventListener("updatefound", function () {
                var next = kept.installing;
                next.addEventListener("statechange", function () {
                    if (next.state === "installed" && kept.active) document.getElementById("newer").hidden = false;
                });
            });
            // A tab that stays open for weeks asks nobody for a newer page.
            document.addEventListener("visibilitychange", function () {
                if (document.hidden || Date.now() - looked < hour) return;
                looked = Date.now();
                kept.update().catch(function () { /* Offline: what is kept stays. */ });
            });
        }, function () { /* Storage is blocked: the page works, as long as its host is there. */ });
    }
    addEventListener("TrunkApplicationStarted", function () {
        document.getElementById("reload").addEventListener("click", function () { location.reload(); });
        document.getElementById("newer-dismiss").addEventListener("click", function () {
            document.getElementById("newer").hidden = true;
        });
        // A page in one file has no build to keep.
        if (navigator.serviceWorker && document.querySelector("meta[name=build]")) setTimeout(keep, 1000);
    });

    // Scripts that fail to load report to themselves only, hence the capture.
    addEventListener("error", failed, true);
    addEventListener("unhandledrejection", failed);
})();
