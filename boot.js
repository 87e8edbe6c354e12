// What the page says when the program cannot start. Once it has started, the
// program's own panic message (#crash) takes over.
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
    // Scripts that fail to load report to themselves only, hence the capture.
    addEventListener("error", failed, true);
    addEventListener("unhandledrejection", failed);
})();
