# Read by scripts/setup: the two Python environments, and what must be there before minutes are spent on them.

UV=''

find_uv() {
  local candidate
  for candidate in "$(command -v uv || true)" "$HOME/.local/bin/uv" "$CACHE/uv/bin/uv"; do
    if [ -n "$candidate" ] && "$candidate" --version >/dev/null 2>&1; then
      UV=$candidate
      return
    fi
  done
  say 'uv is installed.'
  if ! python3 -m pip --version >/dev/null 2>&1 && can_install_packages; then install_packages python3-pip || true; fi
  python3 -m pip --version >/dev/null 2>&1 \
    || fail 'There is no uv, and no pip to install it with: install uv (https://docs.astral.sh/uv) and run scripts/setup again.'
  quietly 'uv could not be downloaded: connect this machine to the network, or install uv, and run scripts/setup again.' \
    python3 -m pip install --quiet --target "$CACHE/uv" --upgrade uv
  UV=$CACHE/uv/bin/uv
}

check_disk() {
  local free_kib
  free_kib=$(df -Pk . | awk 'NR == 2 { print $4 }')
  [ "$free_kib" -ge "$1" ] \
    || fail "Only $((free_kib / 1024)) MB are free here and $(($1 / 1024)) MB are needed: make room and run scripts/setup again."
}

check_compiler() {
  local compiler=${CXX:-c++}
  command -v "$compiler" >/dev/null && command -v "${CC:-cc}" >/dev/null && return
  if can_install_packages; then
    say 'A C++ compiler is installed.'
    install_packages build-essential && return
  fi
  fail 'There is no C++ compiler: install one (on Debian and Ubuntu "sudo apt install build-essential") and run scripts/setup again.'
}

check_network() {
  echo "uv==$("$UV" --version | awk '{ print $2 }')" | UV_HTTP_TIMEOUT=20 UV_HTTP_RETRIES=1 \
    "$UV" pip compile --quiet --no-deps --no-cache - >/dev/null 2>&1 \
    || fail 'The Python package index cannot be reached: connect to the network (or set HTTPS_PROXY or UV_DEFAULT_INDEX) and run scripts/setup again.'
}

python_fits() { "$1" -c 'import sys; sys.exit(not (3, 14, 2) <= sys.version_info[:3] < (3, 15))' 2>/dev/null; }

# Whether the environment has the wanted llama-cpp-python, and not a native build of it, which crashes on CPUs with AMX.
has_safe_llama() {
  .venv/bin/python - "$(pinned llama-cpp-python)" >/dev/null 2>&1 <<'PYTHON'
import sys
import llama_cpp

sys.exit(llama_cpp.__version__ != sys.argv[1] or b"AMX_INT8 = 1" in llama_cpp.llama_print_system_info())
PYTHON
}

make_home_environment() {
  local python wheels
  say 'The Python environment is set up; the first time this takes three to six minutes.'
  check_disk 3500000
  check_compiler
  find_uv
  check_network
  rm -f .venv/.ready
  if ! python_fits .venv/bin/python; then
    python=$(bash scripts/lib/python314.sh "$UV")
    quietly 'The environment .venv could not be made.' "$UV" venv --quiet --clear --python "$python" .venv
  fi
  local install=("$UV" pip install --quiet --python .venv/bin/python --requirements requirements_test.txt
    --overrides requirements_test.txt --compile-bytecode --only-binary llama-cpp-python)
  if ! has_safe_llama; then
    wheels=$(bash scripts/lib/llama_wheel.sh "$UV" "$PWD/.venv/bin/python")
    install+=(--find-links "$wheels" --reinstall-package llama-cpp-python)
  fi
  say "Home Assistant $(pinned homeassistant) and the test harness are installed."
  quietly 'Home Assistant could not be installed: see the lines above.' "${install[@]}"
  has_safe_llama || fail 'llama-cpp-python does not run on this machine, although it was compiled for it: please report the CPU (lscpu).'
  echo "$wanted" >.venv/.ready
}

make_train_environment() {
  local links version python='' options=()
  say 'The environment for training is set up; PyTorch is a large download.'
  check_disk 4000000
  find_uv
  check_network
  rm -f .venv-train/.ready
  # A PyTorch that lies in a folder which pip is told about decides on the version of Python, and spares the download.
  links=${PIP_FIND_LINKS:-$(python3 -m pip config get global.find-links 2>/dev/null || true)}
  version=$(sed -n 's/^torch==//p' requirements_train.txt)
  if [ -d "$links" ] && compgen -G "$links/torch-$version*-cp3*.whl" >/dev/null; then
    options=(--find-links "$links")
    python=$(compgen -G "$links/torch-$version*-cp3*.whl" | sed -n 's/.*-cp3\([0-9]*\)-.*/3.\1/p' | head -n 1)
  else
    options=(--torch-backend auto)
    python=3.13
  fi
  if ! .venv-train/bin/python -c 'import torch' 2>/dev/null; then
    "$UV" venv --quiet --clear --python "$python" .venv-train >/dev/null 2>&1 \
      || quietly 'No Python for PyTorch could be found: install Python 3.13 and run scripts/setup --train again.' \
        "$UV" venv --quiet --clear --python '>=3.11,<3.15' .venv-train
  fi
  quietly 'PyTorch could not be installed: see the lines above.' \
    "$UV" pip install --quiet --python .venv-train/bin/python --requirements requirements_train.txt "${options[@]}"
  echo "$wanted" >.venv-train/.ready
}
