#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the Debian packages of packages.txt that are missing, and only those; does nothing, quickly, when all are there.
#   install-packages.sh           install what is missing (with sudo when not root)
#   install-packages.sh --check   only say what is missing; exit code 1 if anything is
#   install-packages.sh --list F  the same for the packages of another list beside this script
set -euo pipefail
here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
log=$here/../../build/logs/apt-get.log
list=packages.txt
[[ ${1:-} == --list ]] && list=$2

present() {
  if [[ $1 == /* ]]; then [[ -e $1 ]]; else command -v "$1" >/dev/null; fi
}

missing=()
proofs=()
while IFS='|' read -r package proof reason; do
  read -r package <<<"$package"
  read -r proof <<<"$proof"
  [[ -z $package || $package == \#* ]] && continue
  present "$proof" && continue
  missing+=("$package")
  proofs+=("$proof")
  echo "missing: $package,$( [[ $proof == /* ]] && echo " $proof," ) which$reason"
done <"$here/$list"

((${#missing[@]} == 0)) && exit 0
[[ ${1:-} == --check ]] && exit 1

if ! command -v apt-get >/dev/null; then
  echo "setup: this system has no apt-get; install by hand what is missing, then run make setup again." >&2
  exit 1
fi
as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "setup: not root, and sudo is not installed; as root run: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

mkdir -p "${log%/*}"
: >"$log"
run() {
  echo "  $*"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "$@" >>"$log" 2>&1 </dev/null && return
  tail -n 15 "$log" >&2
  echo "setup: '$*' failed; the lines above are the end of build/logs/apt-get.log." >&2
  exit 1
}
echo "installing ${missing[*]} (a few minutes the first time)"
run apt-get update
run apt-get install -y --no-install-recommends "${missing[@]}"
for i in "${!missing[@]}"; do
  present "${proofs[i]}" && continue
  echo "setup: the package ${missing[i]} is installed, but ${proofs[i]} is not there: on this system it is in another package; install that by hand." >&2
  exit 1
done
echo "installed ${missing[*]}"
