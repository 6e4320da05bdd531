#!/usr/bin/env bash
# Builds every target, with its inputs and its dictionary beside it. Outside of the builder it can be tried:
#   OUT=$(mktemp -d) SANITIZER=none .clusterfuzzlite/build.sh
set -eu
cd "${SRC:-/nowhere}/pwspec" 2>/dev/null || cd "$(dirname "$0")/.."

# The builder sets RUSTFLAGS for its sanitizer, and has a nightly compiler; with none, a stable one does.
flags=(-O --debug-assertions)
[ "${SANITIZER:-address}" != none ] || flags=(-s none)
cargo fuzz build "${flags[@]}"
built=fuzz/target/$(rustc -vV | sed -n 's/^host: //p')/release
for target in $(cargo fuzz list); do
    cp "$built/$target" "${OUT:?}/"
    cp "fuzz/$target.dict" "$OUT/"
    (cd "fuzz/seeds/$target" && python3 -m zipfile -c "$OUT/${target}_seed_corpus.zip" ./*)
    printf '[libfuzzer]\ntimeout = 10\nmax_len = 4096\n' >"$OUT/$target.options"
done
