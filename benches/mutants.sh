#!/bin/sh
# What docs/MUTANTS.md counts: every mutant of a room, judged by the unit and property tests that stand beside its code.
# Usage: benches/mutants.sh ROOM [ARGUMENT OF cargo mutants]...   with ROOM one of oracle, password, wire, xml, gzip.
# The results stand in target/mutants/ROOM/mutants.out; --iterate tries again only what was not caught before.
set -eu
room=$1
shift
files="src/$room/**/*.rs" judge="$room::" skipped='--skip none'
case $room in
oracle) rooms='case oracle password spec wire' ;;
password) rooms='password wire' ;;
# The readers of XML and of gzip have tests that are slow and of no use to the rest of the wire: each is judged by its own.
wire)
    rooms=wire skipped='--skip wire::xml:: --skip wire::gzip::'
    set -- --exclude 'src/wire/xml/**' --exclude src/wire/gzip.rs "$@"
    ;;
xml) rooms=wire files='src/wire/xml/**/*.rs' judge=wire::xml:: ;;
gzip) rooms=wire files=src/wire/gzip.rs judge=wire::gzip:: ;;
*) echo "there is no room $room: oracle, password, wire, xml or gzip" >&2 && exit 2 ;;
esac
# Nobody imports upward: a copy of the tree that holds the room and those beneath it compiles by itself, and in no time.
out=$(pwd)/target/mutants/$room
mkdir -p "$out/tree"
git ls-files -co --exclude-standard | tar -cf - -T - | tar -xf - -C "$out/tree"
{
    echo '//! The rooms that are tried.'
    for name in $rooms; do echo "pub mod $name;"; done
} >"$out/tree/src/lib.rs"
# What a mutant teaches proptest is not kept, so that no mutant is judged by the one before it.
rm -rf "$out/tree/proptest-regressions"
: >"$out/tree/proptest-regressions"
# Fewer draws than by default: a test that needs its luck does not count.
export PROPTEST_CASES=16 CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_TEST_DEBUG=0
# shellcheck disable=SC2086 # the words of $skipped are arguments each
exec cargo mutants --dir "$out/tree" --in-place --file "$files" --timeout 60 --output "$out" "$@" \
    -- "$judge" -- $skipped
