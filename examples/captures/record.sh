#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Records tenants.pcap: real programs in network namespaces, which are the tenants and their client on one wire.
#   record.sh [--install] [FILE]    FILE defaults to tenants.pcap beside this script; --install gets what is missing
# Needs root. Makes its own namespaces (sluice-*), removes them at the end, and touches no other interface.
#
#   client --+-- web         The wire is a bridge in a namespace of its own; the recorder listens there.
#            +-- db          Frames to the client are left out: they leave a server on the transmit side.
#            +-- dns         Tags come from vlan-tap.py, so that no 802.1Q module is needed.
#            +-- vlanguest
set -euo pipefail
here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
prefix=sluice
client_mac=52:54:00:00:00:01

declare -A package=([ip]=iproute2 [ethtool]=ethtool [tcpdump]=tcpdump [curl]=curl [dig]=bind9-dnsutils [dnsmasq]=dnsmasq-base
  [ping]=iputils-ping [iperf3]=iperf3 [python3]=python3 [psql]=postgresql-client [runuser]=util-linux)
postgres_bin() { compgen -G '/usr/lib/postgresql/*/bin' | tail -n 1; }

check_programs() {
  local missing=() program
  for program in "${!package[@]}"; do command -v "$program" >/dev/null || missing+=("${package[$program]}"); done
  postgres_bin >/dev/null || missing+=(postgresql)
  ((${#missing[@]} == 0)) && return
  if [[ $1 == yes ]]; then
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
  else
    echo "record.sh: missing packages: ${missing[*]}; run record.sh --install, or install them by hand." >&2
    exit 1
  fi
}

# --- namespaces -------------------------------------------------------------------------------------------------------
hosts=(client web db dns vlanguest)
in_ns() { local name=$1; shift; ip netns exec "$prefix-$name" "$@"; }
# serve HOST PROGRAM...: as in_ns, for the background: no shell is left between the job and the program.
serve() { local name=$1; shift; exec ip netns exec "$prefix-$name" "$@"; }

clean_up() {
  local name pids
  for name in wire "${hosts[@]}"; do
    # Everything that runs in these namespaces was started by this script.
    pids=$(ip netns pids "$prefix-$name" 2>/dev/null) || continue
    [[ -z $pids ]] || kill $pids 2>/dev/null || true
  done
  { wait; } 2>/dev/null
  for name in wire "${hosts[@]}"; do ip netns delete "$prefix-$name" 2>/dev/null || true; done
  [[ -z ${work:-} ]] || rm -rf "$work"
}

make_wire() {
  ip netns add "$prefix-wire"
  in_ns wire sysctl -qw net.ipv6.conf.default.disable_ipv6=1 net.ipv6.conf.all.disable_ipv6=1
  # Without snooping the bridge repeats multicast to everybody, as a wire does.
  in_ns wire ip link add wire type bridge mcast_snooping 0 stp_state 0
  in_ns wire ip link set wire up
}

# plug_in HOST MAC: a namespace with eth0 on the wire; frames as a wire carries them, with checksums and never longer.
plug_in() {
  local name=$1 mac=$2
  ip netns add "$prefix-$name"
  in_ns "$name" sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0
  ip -n "$prefix-wire" link add name "$name" type veth peer name eth0 netns "$prefix-$name"
  in_ns "$name" ip link set lo up
  in_ns "$name" ip link set eth0 address "$mac"
  in_ns "$name" ethtool -K eth0 tx off tso off gso off gro off >/dev/null
  ip netns exec "$prefix-wire" ethtool -K "$name" tx off tso off gso off gro off >/dev/null
  ip -n "$prefix-wire" link set "$name" master wire up
}

# address HOST DEVICE NUMBER: 10.0.0.N and fd00::N
address() {
  in_ns "$1" ip address add "10.0.0.$3/24" brd + dev "$2"
  in_ns "$1" ip -6 address add "fd00::$3/64" dev "$2"
  in_ns "$1" ip link set "$2" up
}

# tagged HOST MAC VLAN ADDRESS: a VLAN interface on top of eth0
tagged() {
  local name=$1 mac=$2 vlan=$3 ip_address=$4 ready=$work/$1-$3
  in_ns "$name" ip link set eth0 up
  serve "$name" python3 "$here/vlan-tap.py" eth0 "$vlan" "vlan$vlan" >"$ready" &
  until [[ -s $ready ]]; do sleep 0.05; done
  in_ns "$name" ip link set "vlan$vlan" address "$mac"
  in_ns "$name" ip address add "$ip_address/24" brd + dev "vlan$vlan"
  in_ns "$name" ip link set "vlan$vlan" up
}

make_hosts() {
  local number=10 name
  plug_in client "$client_mac"
  address client eth0 1
  tagged client "$client_mac" 20 10.0.20.1
  tagged client "$client_mac" 30 10.0.30.1
  for name in web db dns; do
    plug_in "$name" "52:54:00:00:00:$number"
    address "$name" eth0 "$number"
    number=$((number + 1))
  done
  plug_in vlanguest 52:54:00:00:00:20
  in_ns vlanguest sysctl -qw net.ipv6.conf.eth0.disable_ipv6=1
  tagged vlanguest 52:54:00:00:00:20 20 10.0.20.20
}

# --- programs ---------------------------------------------------------------------------------------------------------
start_servers() {
  local name bin
  mkdir "$work/site"
  echo '<!doctype html><title>web</title><p>The tenant called web.' >"$work/site/index.html"
  # Fixed contents: the same bytes in every recording.
  python3 -c 'import random, sys; sys.stdout.buffer.write(random.Random(1).randbytes(int(sys.argv[1])))' 400000 >"$work/site/large"
  head -c 90000 "$work/site/large" >"$work/site/small"
  for name in 80 8000; do serve web python3 "$here/web-server.py" "$name" "$work/site" & done
  serve vlanguest python3 "$here/web-server.py" 8080 "$work/site" &
  serve dns dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --user=root --pid-file= \
    --host-record=web.tenants.example,10.0.0.10,fd00::10 --host-record=db.tenants.example,10.0.0.11,fd00::11 \
    --txt-record=tenants.example,"$(head -c 700 </dev/zero | tr '\0' t | fold -w 200 | paste -sd,)" &
  serve db iperf3 --server --port 5201 >/dev/null 2>&1 &
  bin=$(postgres_bin)
  mkdir -m 777 "$work/postgres"
  chmod 755 "$work"
  runuser -u postgres -- "$bin/initdb" -D "$work/postgres/data" -A trust --no-sync --locale=C >/dev/null
  serve db runuser -u postgres -- "$bin/postgres" -D "$work/postgres/data" -k "$work/postgres" -c fsync=off \
    -c 'listen_addresses=10.0.0.11,fd00::11' -c logging_collector=off 2>/dev/null &
  echo 'host all all all trust' >>"$work/postgres/data/pg_hba.conf"
  sleep 2.5
}

start_recorder() {
  serve wire tcpdump -i wire -s 2048 -B 16384 --immediate-mode -U --time-stamp-precision=nano -w "$work/recorded.pcap" \
    not ether dst "$client_mac" 2>"$work/tcpdump.log" &
  until grep -q 'listening on' "$work/tcpdump.log" 2>/dev/null; do sleep 0.05; done
}

stop_recorder() {
  sleep 0.5
  kill "$(ip netns pids "$prefix-wire")"
  until grep -q 'dropped by kernel' "$work/tcpdump.log"; do sleep 0.05; done
  grep -q '^0 packets dropped' "$work/tcpdump.log" || { cat "$work/tcpdump.log" >&2; exit 1; }
}

# --- traffic ----------------------------------------------------------------------------------------------------------
from() { local name=$1; shift; in_ns "$name" timeout 10 "$@" >/dev/null 2>&1 || true; }
get() { from "$1" curl -s -o /dev/null "${@:2}"; }
forget_neighbours() { local name; for name in client web db dns; do in_ns "$name" ip neigh flush dev eth0; done; }

traffic_icmp() {
  from client ping -c 5 -i 0.05 10.0.0.10
  from client ping -c 3 -i 0.05 10.0.0.11
  from client ping -c 3 -i 0.05 10.0.0.12
  from client ping -c 3 -i 0.05 -I vlan20 10.0.20.20
  from client ping -c 5 -i 0.05 fd00::10
  from client ping -c 3 -i 0.05 fd00::12
  # Longer than one frame: fragments of both IP versions.
  from client ping -c 4 -i 0.05 -s 3000 10.0.0.10
  from client ping -c 3 -i 0.05 -s 3000 fd00::10
  from client ping -c 2 -i 0.05 -s 3000 10.0.0.11
  from client ping -c 3 -i 0.05 -W 1 -b 10.0.0.255
  from client ping -c 2 -i 0.05 -W 1 -I eth0 224.0.0.1
  from client ping -c 2 -i 0.05 -W 1 ff02::1%eth0
}

traffic_dns() {
  local name
  for name in web.tenants.example db.tenants.example missing.tenants.example; do
    from client dig +tries=1 @10.0.0.12 "$name" A
    from client dig +tries=1 @fd00::12 "$name" AAAA
    from web dig +tries=1 @10.0.0.12 "$name" A
    from db dig +tries=1 @fd00::12 "$name" AAAA
  done
  for name in {1..80}; do from client dig +tries=1 @10.0.0.12 "host$name.tenants.example" A; done
  from client dig +tcp @10.0.0.12 tenants.example TXT
  from client dig +notcp +bufsize=4096 @10.0.0.12 tenants.example TXT
}

traffic_http() {
  local n
  for n in {1..60}; do get client http://10.0.0.10/; done
  for n in {1..30}; do get client 'http://[fd00::10]/'; done
  get client http://10.0.0.10/large http://10.0.0.10/large
  get client -T "$work/site/large" http://10.0.0.10/upload
  get client http://10.0.0.10:8000/small
  get client 'http://[fd00::10]/large'
  get client -T "$work/site/small" 'http://[fd00::10]/upload'
  # Between tenants: the answers come from port 80.
  get db http://10.0.0.10/small
  get dns 'http://[fd00::10]/small'
  get client http://10.0.20.20:8080/large
  get client -T "$work/site/small" http://10.0.20.20:8080/upload
}

traffic_database() {
  local sql='create table orders (id int, note text); insert into orders select n, repeat(md5(n::text), 4) from
    generate_series(1, 60) n; select * from orders; select count(*) from orders where note like $$%7%$$; drop table orders;'
  from client psql -h 10.0.0.11 -U postgres -c "$sql"
  for _ in {1..15}; do from client psql -h 10.0.0.11 -U postgres -c 'select now()'; done
}

traffic_iperf() {
  from client iperf3 -c 10.0.0.11 -n 700K
  from client iperf3 -c 10.0.0.11 -u -n 40K -l 1400 -b 4M
}

# Frames that no tenant may receive: closed or denied ports, an address nobody has, a VLAN nobody is in.
traffic_refused() {
  local port
  for port in 22 23 445 3389; do from client bash -c "exec 3<>/dev/tcp/10.0.0.10/$port"; done
  for port in 53 5201; do from web bash -c "exec 3<>/dev/tcp/10.0.0.11/$port"; done
  from client psql -h fd00::11 -U postgres -c 'select 1'
  for port in 9 123 161; do from client bash -c "for i in 1 2 3; do echo probe > /dev/udp/10.0.0.11/$port; done"; done
  in_ns client ip neigh add 10.0.0.99 lladdr 52:54:00:00:00:99 dev eth0 nud permanent
  in_ns client ip neigh add 10.0.30.30 lladdr 52:54:00:00:00:20 dev vlan30 nud permanent
  from client ping -c 20 -i 0.02 -W 1 10.0.0.99
  from client ping -c 10 -i 0.02 -W 1 -I vlan30 10.0.30.30
}

main() {
  local install=no file=$here/tenants.pcap traffic
  [[ ${1:-} == --install ]] && { install=yes; shift; }
  file=${1:-$file}
  ((EUID == 0)) || { echo 'record.sh: network namespaces need root; run it with sudo.' >&2; exit 1; }
  check_programs "$install"
  clean_up
  trap clean_up EXIT
  work=$(mktemp -d)
  make_wire
  make_hosts
  start_servers
  start_recorder
  for traffic in icmp dns http database iperf refused; do
    echo "recording $traffic"
    forget_neighbours
    "traffic_$traffic"
  done
  stop_recorder
  python3 "$here/finish.py" "$work/recorded.pcap" "$file"
  # Only the capture that is kept here is described here.
  [[ $file != "$here/tenants.pcap" ]] || python3 "$here/describe.py" "$file" "$here/README.md"
}
main "$@"
