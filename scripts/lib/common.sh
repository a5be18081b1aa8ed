# Shared by scripts/setup and the files beside this one: words for the user, and where things lie.

CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/slm_conversation

# Progress goes to stderr: what a script prints on stdout is its result.
say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# The words of a failed command are kept in this file and shown only when it fails.
LOG=$ROOT/.cache/setup.log

# quietly SENTENCE COMMAND...: runs the command; if it fails, shows the end of what it said and then the sentence.
quietly() {
  local sentence=$1
  shift
  mkdir -p "$(dirname "$LOG")"
  if ! "$@" >"$LOG" 2>&1; then
    tail -n 15 "$LOG" >&2
    fail "$sentence (All of its output is in .cache/setup.log.)"
  fi
}

can_install_packages() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# install_packages PACKAGE...: through apt, refreshing its index first if the packages are not in it.
install_packages() {
  local -x DEBIAN_FRONTEND=noninteractive
  apt-get install -y --no-install-recommends "$@" </dev/null >"$LOG" 2>&1 && return
  apt-get update </dev/null >"$LOG" 2>&1 && apt-get install -y --no-install-recommends "$@" </dev/null >>"$LOG" 2>&1
}

# pinned NAME: the version that requirements_test.txt gives a package.
pinned() { sed -n "s/^$1==\([^ ]*\).*/\1/p" "$ROOT/requirements_test.txt"; }
