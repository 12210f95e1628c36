// SPDX-License-Identifier: Apache-2.0
#include "vhost/frame-port.hpp"

#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "vhost/stale-socket.hpp"

namespace sluice {

namespace {
constexpr size_t mostFrameBytes = 16384;
// Shortest frame that a station puts on the wire, without FCS.
constexpr size_t shortestFrame = 60;
// Frames that wait for the wire from which on the file is left alone.
constexpr uint64_t mostWaiting = 64;
}  // namespace

FramePort::~FramePort() {
  if (file_ >= 0) ::close(file_);
  if (listener_ < 0) return;
  ::close(listener_);
  ::unlink(path_.c_str());
}

int FramePort::openTap(const std::string& name) {
  ifreq request{};
  if (name.size() >= sizeof request.ifr_name) return ENAMETOOLONG;
  std::memcpy(request.ifr_name, name.c_str(), name.size() + 1);
  request.ifr_flags = IFF_TAP | IFF_NO_PI;
  file_ = ::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (file_ < 0) return errno;
  if (::ioctl(file_, TUNSETIFF, &request) == 0) return 0;
  const int error = errno;
  ::close(file_);
  file_ = -1;
  return error;
}

int FramePort::openPeer(const std::string& path) {
  if (path.size() >= sizeof sockaddr_un::sun_path) return ENAMETOOLONG;
  const sockaddr_un address = socketAddress(path);
  const auto* where = reinterpret_cast<const sockaddr*>(&address);
  const int file = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (file < 0) return errno;
  if (::connect(file, where, sizeof address) == 0) {
    file_ = file;
    return 0;
  }
  removeStaleSocket(path);
  if (::bind(file, where, sizeof address) != 0 || ::listen(file, 1) != 0) {
    const int error = errno;
    ::close(file);
    return error;
  }
  path_ = path;
  listener_ = file;
  return 0;
}

void FramePort::pass() {
  if (file_ < 0 && listener_ >= 0) file_ = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  receive();
  send();
}

void FramePort::receive() {
  uint8_t frame[mostFrameBytes];
  while (file_ >= 0 && into_.waiting() < mostWaiting) {
    const ssize_t got = ::read(file_, frame, sizeof frame);
    if (got < 0) return;
    if (got == 0) {
      ::close(file_);
      file_ = -1;
      return;
    }
    std::vector<uint8_t> bytes(frame, frame + got);
    if (bytes.size() < shortestFrame) bytes.resize(shortestFrame);
    into_.push(std::move(bytes));
  }
}

void FramePort::send() {
  while (from_.holdsFrame()) {
    const std::vector<uint8_t> frame = from_.takeFrame();
    if (file_ < 0 || ::write(file_, frame.data(), frame.size()) < 0) lost_++;
  }
}

}  // namespace sluice
