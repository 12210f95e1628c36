// SPDX-License-Identifier: Apache-2.0
#include "vhost/event-line.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstring>

namespace sluice {

namespace {

// A file of any other kind might block, or be written to by mistake.
bool isEventFile(int file) {
  char kind[64] = {};
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  if (::readlink(link.c_str(), kind, sizeof kind - 1) < 0) return false;
  return std::strcmp(kind, "anon_inode:[eventfd]") == 0;
}

bool replace(int& held, int file) {
  if (file >= 0 && !isEventFile(file)) {
    ::close(file);
    return false;
  }
  if (held >= 0) ::close(held);
  held = file;
  if (file >= 0) ::fcntl(file, F_SETFL, O_NONBLOCK);
  return true;
}

}  // namespace

EventLine::~EventLine() {
  replace(kick_, -1);
  replace(call_, -1);
}

bool EventLine::setKick(int file, uint64_t doorbell, uint32_t value) {
  doorbell_ = doorbell;
  value_ = value;
  return replace(kick_, file);
}

bool EventLine::setCall(int file) { return replace(call_, file); }

bool EventLine::pass(DoorbellTarget& target) {
  uint64_t count;
  if (kick_ < 0 || ::read(kick_, &count, sizeof count) != sizeof count) return false;
  target.ring(doorbell_, value_, 2);
  return true;
}

void EventLine::interrupt() {
  const uint64_t one = 1;
  // A counter that is full has its reader woken already.
  if (call_ >= 0 && ::write(call_, &one, sizeof one) < 0) return;
}

}  // namespace sluice
