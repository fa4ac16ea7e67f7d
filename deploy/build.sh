# shellcheck shell=bash
# How ./run builds what has changed: pages and programs, each once for the same sources. Sourced by it; wants root, engine, bin, stamps, log.

tree_hash() {
    find "$@" -type d \( -name node_modules -o -name dist -o -name bin -o -name obj -o -name '.*' \) -prune -o -type f -print0 |
        LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -d' ' -f1
}

web_hash() { [ ! -f web/package.json ] && say none || tree_hash web; }

dotnet_hash() {
    local inputs=() input
    for input in engine grain-interfaces kernel grains store api silo edge-connector \
        Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt .editorconfig global.json nuget.config Cluster.sln deploy/programs.slnf; do
        [ ! -e "$input" ] || inputs+=("$input")
    done
    say "$engine $(tree_hash "${inputs[@]}") $1"
}

stamped() { [ "$(cat "$stamps/$1" 2>/dev/null)" = "$2" ]; }
web_is_built() { [ "$1" = none ] || { stamped web "$1" && [ -f web/dist/index.html ]; }; }
dotnet_is_built() { stamped dotnet "$1" && [ -x "$bin/silo/release/Watchfloor.Silo" ] && [ -x "$bin/edge-connector/release/Watchfloor.EdgeConnector" ]; }

# One line per step; what the tools say goes to the log and is shown when they fail.
step() {
    local title=$1 began=$SECONDS code=0
    shift
    printf '%-36s' "$title"
    printf '\n== %s\n' "$*" >>"$log"
    "$@" >>"$log" 2>&1 9>&- &
    wait $! || code=$?
    if [ $code -ne 0 ]; then
        say "failed"
        tail -n 40 "$log" >&2
        say "$title failed; all that was said stands in $log." >&2
        exit 1
    fi
    say "$((SECONDS - began)) s"
}

in_web() { cd web && npm "$@"; }

need_dotnet() {
    command -v dotnet >/dev/null || refuse "Watchfloor needs the .NET SDK 10, and there is no dotnet here: https://dotnet.microsoft.com/download/dotnet/10.0"
    dotnet --list-sdks | grep -q '^10\.' || refuse "Watchfloor needs the .NET SDK 10; this machine has: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')"
}

need_node() {
    command -v npm >/dev/null && command -v node >/dev/null || refuse "Watchfloor needs Node 20 or later with npm to build its pages, and they are not here: https://nodejs.org"
    local version
    version=$(node --version)
    [[ $version =~ ^v([0-9]+)\. && ${BASH_REMATCH[1]} -ge 20 ]] || refuse "Watchfloor needs Node 20 or later; this is $version."
}

build_web() {
    need_node
    local locked
    locked=$(sha256sum web/package-lock.json | cut -d' ' -f1)
    if ! stamped npm "$locked" || [ ! -d web/node_modules ]; then
        step "Fetching what the pages need" in_web ci --no-audit --no-fund
        say "$locked" >"$stamps/npm"
    fi
    step "Building the pages" in_web run build
    say "$1" >"$stamps/web"
}

build_dotnet() {
    need_dotnet
    # One command for both programs: each alone would ask again whether the packages are there, and what they share is built.
    step "Building the programs" dotnet build deploy/programs.slnf -c Release -v q -nologo -nodeReuse:false -p:UseSharedCompilation=false
    say "$1" >"$stamps/dotnet"
}

build() {
    local web code
    web=$(web_hash)
    code=$(dotnet_hash "$web")
    if web_is_built "$web" && dotnet_is_built "$code"; then return; fi

    mkdir -p "$stamps" 2>/dev/null && [ -w "$stamps" ] || refuse "Watchfloor must be built, but $root/artifacts cannot be written to."
    exec 9>"$stamps/lock"
    if command -v flock >/dev/null && ! flock -n 9; then
        say "Another ./run is building; waiting for it."
        flock 9
    fi
    : >"$log"
    web_is_built "$web" || build_web "$web"
    dotnet_is_built "$code" || build_dotnet "$code"
    exec 9>&-
}
