# Read by scripts/setup --browser: Chromium, a font with Korean letters, Node.js and playwright-core.

PLAYWRIGHT=tests/end_to_end/node_modules/playwright-core/package.json

find_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome-stable || command -v google-chrome
}

has_korean_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ko family 2>/dev/null | head -n 1)" ]; }

playwright_ready() {
  [ -f "$PLAYWRIGHT" ] && grep -qF "$(sed -n 's/.*"playwright-core": "\(.*\)".*/"version": "\1"/p' tests/end_to_end/package.json)" "$PLAYWRIGHT"
}

browser_ready() { find_chromium >/dev/null && has_korean_font && playwright_ready; }

make_browser() {
  local missing=()
  find_chromium >/dev/null || missing+=(chromium)
  has_korean_font || missing+=(fontconfig fonts-nanum)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  mkdir -p .cache
  if [ ${#missing[@]} -gt 0 ]; then
    can_install_packages \
      || fail "The browser test needs ${missing[*]}: install them (on Debian \"sudo apt install ${missing[*]}\") and run scripts/setup --browser again."
    say "The browser test's packages are installed: ${missing[*]}."
    install_packages "${missing[@]}" \
      || fail "apt could not install ${missing[*]}: see .cache/setup.log, install them by hand and run scripts/setup --browser again."
  fi
  quietly 'playwright-core could not be installed with npm: see the lines above.' \
    npm install --prefix tests/end_to_end --no-package-lock --no-audit --no-fund
}
