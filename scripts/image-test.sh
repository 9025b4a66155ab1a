#!/usr/bin/env bash
# Builds the image and runs it as a container engine would: as its user, with a root file system that cannot be written and data on a
# volume. Says what was measured, and ends with 1 where a target is missed. It runs as root, on Debian; `npm run image:test`.
#
# Where the image that the Dockerfile is FROM cannot be pulled, it is made of Debian and of Node.js as npm has it.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${TMS_SANDBOX_IMAGE_FOLDER:-${TMPDIR:-/tmp}/tms-sandbox-image}
export ADMIN_TOKEN=only-for-this-test
export URL=http://localhost:${PORT:-4017}
most_mib=25
most_stop_ms=5000
missed=0

[ "$(id -u)" = 0 ] || { echo 'The image is built and run by root.' >&2; exit 2; }
needed=$(for program in buildah runc debootstrap; do command -v "$program" >/dev/null || echo "$program"; done)
if [ -n "$needed" ]; then
  apt-get update -q >/dev/null
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends $needed >/dev/null
fi

mkdir -p "$folder"
driver=${TMS_SANDBOX_IMAGE_DRIVER:-overlay}
store () { buildah --root "$folder/$driver" --runroot "$folder/run-$driver" --storage-driver "$driver" "$@"; }
# Where file systems cannot be laid over one another, each layer is a copy.
if [ "$driver" = vfs ]; then
  :
elif tried=$(store from scratch 2>/dev/null) && store mount "$tried" >/dev/null 2>&1; then
  store rm "$tried" >/dev/null
else
  driver=vfs
fi
contain () { runc --root "$folder/runc" "$@"; }
now () { date +%s%3N; }
expect () {
  if [ "$2" = 0 ]; then echo "ok      $1"; else echo "MISSED  $1"; missed=1; fi
}
tell_why () {
  echo "MISSED  $1. The end of $2:"
  tail -n 40 "$2"
  exit 1
}
holds () { if "$@" >/dev/null 2>&1; then echo 0; else echo 1; fi; }
fails () { if "$@" >/dev/null 2>&1; then echo 1; else echo 0; fi; }

base=$(sed -n 's/^FROM \(node:\S*\)$/\1/p' Dockerfile)
export -f store
export folder driver
if ! store inspect --type image "docker.io/library/$base" >/dev/null 2>&1 &&
  ! timeout 60 bash -c 'store pull -q "$1"' _ "docker.io/library/$base" >/dev/null 2>&1; then
  echo "$base cannot be pulled; it is made here."
  scripts/image/make-base.sh "$base" "$folder/base" >"$folder/base.txt" 2>&1 || tell_why "$base cannot be made" "$folder/base.txt"
  made=$(store from scratch)
  store add -q "$made" "$folder/base" / >/dev/null
  store config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --cmd node "$made"
  store commit -q --rm "$made" "docker.io/library/$base" >/dev/null
fi

# What an older Buildah does not know is left out.
cp Dockerfile "$folder/Dockerfile"
if ! printf 'FROM scratch\nHEALTHCHECK --start-interval=1s CMD ["true"]\n' | store bud -q -f - >/dev/null 2>&1; then
  sed -i 's/ --start-interval=[0-9]*s//' "$folder/Dockerfile"
fi
began=$(now)
mkdir -p "$folder/npm"
store bud --isolation chroot --format docker --layers=true --pull-never --volume "$folder/npm:/root/.npm" -f "$folder/Dockerfile" -t tms-sandbox . \
  >"$folder/build.txt" 2>&1 || tell_why 'The image cannot be built' "$folder/build.txt"
echo "Built in $(( ($(now) - began) / 1000 )) s."

# What the layers over the base are, as they are kept and as they are pulled.
rm -rf "$folder/oci" && mkdir "$folder/oci"
store push -q "docker.io/library/$base" "oci:$folder/oci/base" >/dev/null
store push -q tms-sandbox "oci:$folder/oci/image" >/dev/null
node scripts/image/layers.js "$folder/oci/base" "$folder/oci/image" | tee "$folder/layers.txt"
expect "at most $most_mib MB over the base" \
  "$(awk -v most=$most_mib '/over the base/ { print ($1 <= most) ? 0 : 1 }' "$folder/layers.txt")"

container=$(store from tms-sandbox)
root=$(store mount "$container")
id=tms-sandbox-$$
process=
end () {
  [ -z "$process" ] || contain delete --force "$id" >/dev/null 2>&1 || true
  store umount "$container" >/dev/null && store rm "$container" >/dev/null
}
trap end EXIT

expect 'nothing that builds' "$(fails chroot "$root" sh -c 'command -v gcc || command -v make || command -v python3')"
expect 'no sources, no maps' "$([ -z "$(find "$root/app" -name '*.c' -o -name '*.h' -o -name '*.ts' -o -name '*.map')" ] && echo 0 || echo 1)"

# A volume that is new has the owner of what it is put over.
rm -rf "$folder/data" "$folder/bundle" && mkdir "$folder/data" "$folder/bundle"
chown --reference "$root/data" "$folder/data"
store inspect --type image tms-sandbox | node scripts/image/bundle.js "$folder" "$root" > "$folder/bundle/config.json"
began=$(now)
contain run --bundle "$folder/bundle" "$id" >"$folder/container.txt" 2>&1 &
process=$!
health=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).annotations.health' "$folder/bundle/config.json")
healthy=1
for _ in $(seq 60); do
  # shellcheck disable=SC2086
  if contain exec "$id" $health >/dev/null 2>&1; then healthy=0; break; fi
  kill -0 "$process" 2>/dev/null || break
  sleep 0.2
done
[ "$healthy" = 0 ] || tell_why "not healthy $(( $(now) - began )) ms after the start" "$folder/container.txt"
expect "healthy ($(( $(now) - began )) ms after the start)" 0
TIMEFORMAT='A health check takes %U + %S s of a processor.'
# shellcheck disable=SC2086
time contain exec "$id" $health >/dev/null
expect 'not root' "$([ "$(contain exec "$id" id -u)" != 0 ] && echo 0 || echo 1)"
expect 'the root file system cannot be written' "$(fails contain exec "$id" touch /app/file /tmp/file)"
expect '/data can' "$(holds test -s "$folder/data/default.sqlite")"
expect 'the own API asks for the token' "$([ "$(curl -s -o /dev/null -w '%{http_code}' "$URL/__admin/clock")" = 401 ] && echo 0 || echo 1)"
expect 'the documentation and the pages are there' "$(holds curl -sf -o /dev/null "$URL/docs/static/swagger-ui.css" -o /dev/null "$URL/")"
if node scripts/image/walk.js work-based; then walked=0; else walked=1; fi
expect 'a walk is answered as its page says' "$walked"
echo "$(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$(contain state "$id" | sed -n 's/.*"pid": \([0-9]*\).*/\1/p')/status") MB of memory."

began=$(now)
contain kill "$id" TERM
if wait "$process"; then left=0; else left=$?; fi
took=$(( $(now) - began ))
process=
expect "stopped by SIGTERM with exit code 0 (was $left)" "$left"
expect "within $most_stop_ms ms ($took ms)" "$([ "$took" -le "$most_stop_ms" ] && echo 0 || echo 1)"
[ "$missed" = 0 ] || { echo "What was missed is above; what the container said is in $folder/container.txt."; exit 1; }
