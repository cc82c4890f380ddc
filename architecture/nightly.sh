#!/usr/bin/env bash
# The slow proofs, one part after the other: each says how it ended, and the whole fails if any part did.
# PARTS="slow twice" runs these only; ARGS narrows the suites, for example ARGS=wapentake/funding.
set -u
cd "$(dirname "$0")/.." || exit 1
out=build/nightly
vnu=26.9.27
rm -rf "$out" && mkdir -p "$out/pages"
pages="$PWD/$out/pages"
summary=()
failed=0

# part NAME MINUTES WHAT COMMAND...: run a part within its time, its words in a file, the last of them shown.
part() {
  local name=$1 minutes=$2 what=$3 began=$SECONDS code
  shift 3
  case " ${PARTS:-$name} " in *" $name "*) ;; *) return ;; esac
  echo "== $name: $what (at most $minutes minutes; all of it in $out/$name.log)"
  timeout --kill-after=60 "${minutes}m" "$@" >"$out/$name.log" 2>&1
  code=$?
  grep -aE '^(FAILED|ERROR) |\] (FAILED|ERROR) ' "$out/$name.log"
  [ "$code" -eq 124 ] && echo "Not done within $minutes minutes." >>"$out/$name.log"
  tail -n 1 "$out/$name.log"
  [ "$code" -eq 0 ] || failed=1
  summary+=("$(printf '%-8s %s after %d s: %s' "$name" "$([ "$code" -eq 0 ] && echo "good  " || echo "FAILED")" \
    $((SECONDS - began)) "$what")")
}

suite() { .venv/bin/pytest -q -m "not nightly" "$@" ${ARGS:-}; }

# Two proofs in one: they must not meet, and neither the machine's time zone nor its language may change anything.
twice() {
  local one two code=0
  TZ=Pacific/Auckland KEEP_PAGES="$pages" suite -n 1 >"$out/twice-auckland.log" 2>&1 & one=$!
  LANG=C LC_ALL=C suite -n 1 >"$out/twice-c.log" 2>&1 & two=$!
  wait $one || code=1
  wait $two || code=1
  grep -ahE '^(FAILED|ERROR) ' "$out"/twice-*.log
  echo "$(tail -n 1 "$out/twice-auckland.log"), and beside it $(tail -n 1 "$out/twice-c.log")"
  return $code
}

# The W3C's checker knows more of the standard than our own look; it comes from npm, for this night only.
checker() {
  command -v java >/dev/null || { echo "There is no Java: install it (Debian: apt-get install default-jre-headless)."; return 1; }
  architecture/npm.sh install --silent --no-save --prefix "$out/vnu" "vnu-jar@$vnu" || return 1
  [ -n "$(ls "$pages")" ] || { echo "No pages were kept: run the part “twice” before."; return 1; }
  # Tables that are laid out as blocks on a phone say again that they are tables: some browsers forget it. The checker
  # calls that needless. And the suite's hostile addresses (x-wt), though they stay addresses, are no valid ones.
  java -Xss4m -jar "$out/vnu/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only --format gnu \
    --filterpattern '.*(The .role. attribute must not be used on a .t[dhr]. element|<x-wt>).*' "$pages" || return 1
  echo "$(ls "$pages" | wc -l) pages are valid."
}

export -f suite twice checker
export out pages vnu ARGS="${ARGS:-}"

if [ ! -e "$(find /usr/lib* -name libfaketime.so.1 2>/dev/null | head -n 1)" ]; then
  echo "The proofs that turn the clock need libfaketime: on Debian, apt-get install libfaketime." >&2
  failed=1
fi

# -v: a night that is cut short still tells which tests had failed. Test by test, and not file by file as the suite: the
# twenty long histories of one file kept one core for an hour, and the other idle at the end.
part slow 100 "the tests marked nightly" .venv/bin/pytest -v -n 2 --dist worksteal -m nightly ${ARGS:-}
part twice 90 "the suite twice at once, in random orders: in the time zone of Auckland, and with LANG=C" bash -c twice
part million 60 "a bulletin to a million readers, each once, in the same memory as to ten thousand" \
  env BENCH_MANY_MAILS=1000000 .venv/bin/python -m benchmarks bulletin
part html 10 "every page of the suite before the W3C's checker" bash -c checker

echo
printf '%s\n' "${summary[@]}"
exit $failed
