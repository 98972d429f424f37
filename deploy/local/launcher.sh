# Sourced by the commands beside it. Bash 3.2 (macOS) is enough; whatever is more than this stands in Java.
set -euo pipefail
local_dir="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
root="$(cd "$local_dir/../.." && pwd -P)"
services="trade-service supplychain-service gateway"
stamp="$local_dir/target/built"

if [ -n "${JAVA_HOME-}" ]; then java="$JAVA_HOME/bin/java"; else java="$(command -v java || true)"; fi
if [ -z "$java" ] || [ ! -x "$java" ]; then
  echo "No Java was found${JAVA_HOME:+ at JAVA_HOME=$JAVA_HOME}: install a JDK 17 or newer, or set JAVA_HOME to one." >&2
  exit 1
fi
# "17.0.15", "25", or "1.8.0_402" of old.
version="$("$java" -version 2>&1 | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | head -n 1)"
if [ "${version:-0}" -lt 17 ]; then
  echo "Java ${version:-of unknown version} ($java) is too old: set JAVA_HOME to a JDK 17 or newer." >&2
  exit 1
fi

# Whether file $1 is missing or older than a source below the other arguments. What was built since counts as newer.
stale() {
  local built="$1"
  shift
  [ -f "$built" ] || return 0
  local newer
  newer="$(find "$@" -type f -newer "$built" 2>/dev/null)"
  [ -n "$newer" ] || return 1
  [ -f "$stamp" ] || return 0
  [ -n "$(find "$@" -type f -newer "$stamp" 2>/dev/null)" ]
}

launcher_jar() { ls "$local_dir"/target/strait-local-*.jar 2>/dev/null | head -n 1; }

# Builds the launcher and the services named by the arguments.
build_if_needed() {
  local why="" module modules="deploy/local"
  cd "$root"
  if stale "$(launcher_jar)" pom.xml deploy/local/pom.xml deploy/local/src || [ ! -d deploy/local/target/lib ]; then
    why=" deploy/local"
  fi
  for module in "$@"; do
    modules="$modules,$module"
    if stale "$module/target/quarkus-app/quarkus-run.jar" \
      pom.xml gateway/events/pom.xml gateway/events/src "$module/pom.xml" "$module/src"; then
      why="$why $module"
    fi
  done
  [ -n "$why" ] || return 0
  echo "Building (not built yet, or sources are newer):$why"
  echo "  ./mvnw -q -DskipTests -Dquick package   (the first time this downloads libraries; minutes)"
  mkdir -p "$local_dir/target"
  touch "$stamp.next"
  ./mvnw -q --batch-mode --no-transfer-progress -DskipTests -Dquick package \
    -pl "$modules" -am || {
    echo "The build failed: see above. ./mvnw verify tells more." >&2
    exit 1
  }
  mv "$stamp.next" "$stamp"
}

need_build() {
  if [ -z "$(launcher_jar)" ] || [ ! -d "$local_dir/target/lib" ]; then
    echo "Nothing is built, so nothing can run: start with deploy/local/up." >&2
    exit 1
  fi
}

launch() {
  cd "$root"
  exec "$java" -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Djava.net.preferIPv4Stack=true \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn "-Dstrait.root=$root" \
    -cp "$local_dir/target/*:$local_dir/target/lib/*" io.strait.local.Main "$@"
}
