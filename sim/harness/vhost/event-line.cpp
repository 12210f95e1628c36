// SPDX-License-Identifier: Apache-2.0
#include "vhost/event-line.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cstring>

namespace sluice {

namespace {

bool replace(int& held, int file) {
  if (file >= 0 && !EventLine::isEventFile(file)) {
    ::close(file);
    return false;
  }
  if (held >= 0) ::close(held);
  held = file;
  if (file >= 0) ::fcntl(file, F_SETFL, O_NONBLOCK);
  return true;
}

bool isReady(int file, short event) {
  pollfd one{file, event, 0};
  return ::poll(&one, 1, 0) == 1 && (one.revents & event) != 0;
}

// O_NONBLOCK is a flag that the peer shares and may clear, so each call is told not to wait.
bool takeCount(int file) {
  uint64_t count;
  iovec space{&count, sizeof count};
  return ::preadv2(file, &space, 1, -1, RWF_NOWAIT) == sizeof count;
}

}  // namespace

EventLine::~EventLine() {
  replace(kick_, -1);
  replace(call_, -1);
}

// A file of any other kind might block, or be written to by mistake.
bool EventLine::isEventFile(int file) {
  char kind[64] = {};
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  if (::readlink(link.c_str(), kind, sizeof kind - 1) < 0) return false;
  return std::strcmp(kind, "anon_inode:[eventfd]") == 0;
}

bool EventLine::setKick(int file, uint64_t doorbell, uint32_t value) {
  if (!replace(kick_, file)) return false;
  doorbell_ = doorbell;
  value_ = value;
  return true;
}

bool EventLine::setCall(int file) { return replace(call_, file); }

bool EventLine::pass(DoorbellTarget& target) {
  if (kick_ < 0 || !takeCount(kick_)) return false;
  target.ring(doorbell_, value_, 2);
  return true;
}

void EventLine::interrupt() {
  const uint64_t one = 1;
  // A counter that is full has its reader woken already. Event files have no write that is told not to wait.
  if (call_ < 0 || !isReady(call_, POLLOUT) || ::write(call_, &one, sizeof one) < 0) return;
}

}  // namespace sluice
