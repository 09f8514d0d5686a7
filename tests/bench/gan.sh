#!/usr/bin/env bash
# The GAN in C# and in Python, in turn, ROUNDS times; prints both medians of each round.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-5}
for _ in $(seq "$rounds"); do
  echo "C#     $(./aigc bench gan 300 | tail -n 1)"
  echo "Python $(/usr/bin/python3 tests/bench/gan.py step 300)"
done
for _ in $(seq "$(((rounds + 1) / 2))"); do
  echo "C#     $(./aigc bench epoch | tail -n 1)"
  echo "Python $(/usr/bin/python3 tests/bench/gan.py epoch)"
done
