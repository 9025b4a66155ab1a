#!/usr/bin/env bash
# Makes a folder of what an image of Node.js over Debian has, such as node:22-bookworm-slim: Debian's smallest system, the newest Node.js of
# that line, npm, and a user node.
set -euo pipefail
[[ "$1" =~ ^node:([0-9]+)-([a-z]+)-slim$ ]] || { echo "$1 is not an image of Node.js over Debian." >&2; exit 2; }
line=${BASH_REMATCH[1]}
release=${BASH_REMATCH[2]}
folder=$2
rm -rf "$folder"
debootstrap --variant=minbase --include=ca-certificates "$release" "$folder"
rm -rf "$folder"/var/cache/apt/archives/*.deb "$folder"/var/lib/apt/lists/*

packed=$(mktemp -d)
(cd "$packed" && npm pack --loglevel=error "node-linux-$(node -p process.arch)@$line" npm@11 >/dev/null)
tar -xzf "$packed"/node-*.tgz -C "$folder/usr/local" --strip-components=1 --no-same-owner
mkdir -p "$folder/usr/local/lib/node_modules/npm"
tar -xzf "$packed"/npm-*.tgz -C "$folder/usr/local/lib/node_modules/npm" --strip-components=1 --no-same-owner
rm -rf "$packed"
for program in npm npx; do ln -s "../lib/node_modules/npm/bin/$program-cli.js" "$folder/usr/local/bin/$program"; done
chmod +x "$folder/usr/local/lib/node_modules/npm/bin/"*-cli.js

# What is compiled needs the headers, which are there. npm trusts what the system trusts, as a proxy may have a certificate of its own.
mkdir -p "$folder/usr/local/lib/node_modules/npm"
printf '%s\n' nodedir=/usr/local cafile=/etc/ssl/certs/ca-certificates.crt > "$folder/usr/local/lib/node_modules/npm/npmrc"
cp -L /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/ca-certificates.crt"
chroot "$folder" sh -c 'groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node'
