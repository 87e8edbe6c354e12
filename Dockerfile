# The page behind a server, from what `make dist` left: docker build -t sawtooth .
# It writes nothing and needs no rights: docker run --read-only --cap-drop ALL -p 8080:8080 sawtooth
FROM gcr.io/distroless/nodejs22-debian12:nonroot
WORKDIR /sawtooth
COPY --chmod=0444 scripts/serve.mjs ./
COPY dist ./dist
# The image knows it as nonroot.
USER 65532
EXPOSE 8080
CMD ["serve.mjs", "--host", "0.0.0.0", "--port", "8080", "--quality", "11", "dist"]
