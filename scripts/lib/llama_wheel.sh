#!/usr/bin/env bash
# Prints the folder that holds the llama-cpp-python wheel, which is built once for each version and set of flags.
#
# The flags name the CPU's features one by one: a native build uses AMX where the CPU has it, and gcc 12 compiles that part so
# that the first quantised product crashes (llama.cpp #20824). Loading a model still works then, so no import test would see it.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$ROOT/scripts/lib/common.sh"
UV=${1:?the path of uv}
PYTHON=${2:?the path of the Python that runs the build}
version=$(pinned llama-cpp-python)

flags=(-DCMAKE_BUILD_TYPE=Release -DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF -DLLAMA_BUILD_TOOLS=OFF -DLLAMA_BUILD_EXAMPLES=OFF
  -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_SERVER=OFF -DLLAMA_BUILD_APP=OFF -DLLAMA_OPENSSL=OFF)
case $(uname -m) in
  x86_64)
    if grep -qw avx2 /proc/cpuinfo; then
      flags+=(-DGGML_AVX=ON -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON -DGGML_BMI2=ON)
    else
      flags+=(-DGGML_AVX=OFF -DGGML_AVX2=OFF -DGGML_FMA=OFF -DGGML_F16C=OFF -DGGML_BMI2=OFF)
    fi
    ;;
  aarch64)
    # A Raspberry Pi 5 has both features, a Pi 4 neither.
    if grep -qw asimddp /proc/cpuinfo && grep -qw asimdhp /proc/cpuinfo; then
      flags+=(-DGGML_CPU_ARM_ARCH=armv8.2-a+dotprod+fp16)
    fi
    ;;
esac
key=$(printf '%s\n' "$version" "$(uname -sm)" "${flags[@]}" | sha256sum | cut -c 1-12)
wheels=$CACHE/wheels/$key
if compgen -G "$wheels/llama_cpp_python-$version-*.whl" >/dev/null; then
  echo "$wheels"
  exit
fi

say 'llama-cpp-python is compiled, once; this takes about three minutes on two cores.'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Its CMakeLists forces this library on in CMake's cache, where only a plain variable wins; nothing that we use needs it.
echo 'set(LLAMA_BUILD_COMMON OFF)' >"$work/without_common.cmake"
export CMAKE_ARGS="${flags[*]} -DCMAKE_PROJECT_llama_cpp_INCLUDE=$work/without_common.cmake"
export CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
# pip, because uv would take a wheel from its cache without looking at the flags; wheel.exclude drops second copies.
quietly 'llama-cpp-python could not be compiled: see the lines above.' \
  "$UV" tool run --python "$PYTHON" pip wheel --quiet --no-cache-dir --no-deps --no-binary llama-cpp-python \
  --wheel-dir "$work" --config-settings 'wheel.exclude=lib/**;include/**;bin/**' "llama-cpp-python==$version"
mkdir -p "$wheels"
mv "$work"/llama_cpp_python-*.whl "$wheels/"
echo "$wheels"
