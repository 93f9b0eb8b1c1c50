#!/usr/bin/env bash
# A PostgreSQL cluster for one test run: prints its connection string, lives until stdin closes, leaves nothing behind.
# Whoever starts it holds its stdin; when that process dies, however it dies, the pipe closes and the cluster goes.
#   throwaway-postgres.sh            fast: a crash of the machine may lose data, nobody minds
#   throwaway-postgres.sh --durable  keeps what it acknowledged, for tests that kill the server
set -euo pipefail
trap '' INT HUP TERM

bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || bin=$(pg_config --bindir 2>/dev/null) || { echo "PostgreSQL is missing (Debian: apt-get install postgresql)" >&2; exit 1; }

dir=$(mktemp -d "${TMPDIR:-/tmp}/tanfang-pg.XXXXXX")
# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; owner() { (cd "$dir" && exec runuser -u postgres -- "$@"); }
else owner() { "$@"; }; fi
finish() { owner "$bin/pg_ctl" stop -D "$dir/data" -m immediate >/dev/null 2>&1 || true; rm -rf "$dir"; }
trap finish EXIT

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
(umask 077 && printf '%s' "$password" >"$dir/password")
[ "$(id -u)" != 0 ] || chown postgres "$dir/password"
owner "$bin/initdb" -D "$dir/data" -U postgres -A scram-sha-256 --pwfile "$dir/password" \
    -E UTF8 --locale C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }

cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = 128MB
jit = off
# Far from China and from UTC, so that a query which trusts the server's own zone is found out.
timezone = 'Pacific/Chatham'
CONF
if [ "${1-}" != --durable ]; then
    printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n' >>"$dir/data/postgresql.conf"
fi

# Below the range from which the kernel hands out ports of its own; a taken port only means another try.
for _ in 1 2 3 4 5 6 7 8 9 10; do
    port=$((20000 + RANDOM % 12000))
    if owner "$bin/pg_ctl" start -w -D "$dir/data" -l "$dir/log" -o "-p $port" >/dev/null 2>&1; then
        echo "Host=127.0.0.1;Port=$port;Username=postgres;Password=$password;Include Error Detail=true"
        exec 1>&-
        cat >/dev/null
        exit 0
    fi
done
cat "$dir/log" >&2
exit 1
