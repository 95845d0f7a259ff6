#!/bin/sh
# Runs a command as a container would: as process 1, as a user without any privilege, on a root file system that nothing can
# write to. Must be started in namespaces of its own (unshare --mount --pid --net --ipc --uts --fork).
#
#   sandbox.sh <root> <app> <user> <group> <workdir> <read-only path>... -- <command>...
#
# <root> is an empty folder to build the file system in; <app> is seen at <workdir>; the read-only paths at their own places.
set -eu

root=$1 app=$2 user=$3 group=$4 workdir=$5
shift 5

show() {
  mkdir -p "$root$2"
  mount --bind "$1" "$root$2"
  mount -o remount,bind,ro "$root$2"
}

mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$root"

for path in /usr /etc /bin /sbin /lib /lib32 /lib64; do
  if [ -L "$path" ]; then ln -s "$(readlink "$path")" "$root$path"
  elif [ -d "$path" ]; then show "$path" "$path"
  fi
done
show "$app" "$workdir"
while [ "$1" != -- ]; do
  show "$1" "$1"
  shift
done
shift

mkdir "$root/dev" "$root/proc" "$root/tmp"
for device in null zero random urandom; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
# What the container runtime makes writable in every container, and the emptyDir that the Deployment mounts.
mkdir "$root/dev/shm"
mount -t tmpfs -o mode=1777,size=64m tmpfs "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"

mount -t proc proc "$root/proc"
# The pod's sysctl: ports such as 80 need no capability.
echo 0 >"$root/proc/sys/net/ipv4/ip_unprivileged_port_start"
ip link set lo up
mount -o remount,bind,ro "$root/proc"
mount -o remount,ro "$root"

exec chroot "$root" setpriv --reuid "$user" --regid "$group" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \
  env --chdir="$workdir" "$@"
