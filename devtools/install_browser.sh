#!/bin/sh
# The browser tests need Chromium and Japanese and Nepali glyphs; node runs the browser's half of the forms against the server's half.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
ls /usr/share/fonts/opentype/noto/NotoSansCJK*.ttc >/dev/null 2>&1 || missing="$missing fonts-noto-cjk"
ls /usr/share/fonts/truetype/lohit-devanagari/*.ttf >/dev/null 2>&1 || missing="$missing fonts-lohit-deva"  # नेपाली
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "管理者として次を実行してから、もう一度 make test を実行してください: apt-get install$missing" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
echo "  … インストール中:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
