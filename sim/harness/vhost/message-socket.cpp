// SPDX-License-Identifier: Apache-2.0
#include "vhost/message-socket.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "vhost/stale-socket.hpp"

namespace sluice {

namespace {

// vhost-user message: request, flags, size, each 32 bits, then `size` bytes.
constexpr size_t headerBytes = 12;
// Longest payload that is taken; the largest known is a memory table of 8 regions, 264 bytes.
constexpr uint32_t mostPayloadBytes = 4096;
constexpr size_t mostFiles = 32;
// Events that wait from which on nothing more is read, so that a peer that sends without end holds back itself.
constexpr size_t mostEvents = 64;

uint32_t wordAt(const std::vector<uint8_t>& bytes, size_t at) {
  uint32_t word;
  std::memcpy(&word, bytes.data() + at, sizeof word);
  return word;
}

}  // namespace

MessageSocket::~MessageSocket() {
  disconnect();
  if (listener_ < 0) return;
  ::close(listener_);
  ::unlink(path_.c_str());
}

int MessageSocket::listen(const std::string& path) {
  if (path.size() >= sizeof sockaddr_un::sun_path) return ENAMETOOLONG;
  const sockaddr_un address = socketAddress(path);
  removeStaleSocket(path);
  const int file = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (file < 0) return errno;
  if (::bind(file, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(file, 1) != 0) {
    const int error = errno;
    ::close(file);
    return error;
  }
  path_ = path;
  listener_ = file;
  return 0;
}

void MessageSocket::accept() {
  const int file = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (file < 0) return;
  if (connection_ >= 0) {
    ::close(file);
    events_.push_back({VhostEvent::refused, 0, 0, {}, {}});
    return;
  }
  connection_ = file;
  events_.push_back({VhostEvent::connected, 0, 0, {}, {}});
}

void MessageSocket::receive() {
  if (events_.size() < mostEvents) accept();
  while (connection_ >= 0 && events_.size() < mostEvents && receiveSome()) {
  }
}

// Reads no further than to the end of a message, so that files belong to the message with which they came.
bool MessageSocket::receiveSome() {
  const size_t have = message_.size();
  const size_t whole = have < headerBytes ? headerBytes : headerBytes + wordAt(message_, 8);
  message_.resize(whole);
  iovec space{message_.data() + have, whole - have};
  alignas(cmsghdr) char control[CMSG_SPACE(mostFiles * sizeof(int))];
  msghdr header{};
  header.msg_iov = &space;
  header.msg_iovlen = 1;
  header.msg_control = control;
  header.msg_controllen = sizeof control;
  const ssize_t got = ::recvmsg(connection_, &header, MSG_CMSG_CLOEXEC);
  message_.resize(have + (got > 0 ? static_cast<size_t>(got) : 0));
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  if (got <= 0) {
    end(VhostEvent::disconnected, have > 0 ? "in the middle of a message" : "");
    return false;
  }
  for (cmsghdr* part = CMSG_FIRSTHDR(&header); part; part = CMSG_NXTHDR(&header, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    const size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < count; i++) {
      int file;
      std::memcpy(&file, CMSG_DATA(part) + i * sizeof file, sizeof file);
      files_.push_back(file);
    }
  }
  if ((header.msg_flags & MSG_CTRUNC) != 0 || files_.size() > mostFiles) {
    end(VhostEvent::broken, "a message comes with more than " + std::to_string(mostFiles) + " files");
    return false;
  }
  messageComplete();
  return connection_ >= 0;
}

void MessageSocket::messageComplete() {
  if (message_.size() < headerBytes) return;
  const uint32_t size = wordAt(message_, 8);
  if (size > mostPayloadBytes) {
    return end(VhostEvent::broken, "a message says that it has " + std::to_string(size) + " bytes");
  }
  if (message_.size() < headerBytes + size) return;
  events_.push_back({VhostEvent::message, wordAt(message_, 0), wordAt(message_, 4),
                     std::vector<uint8_t>(message_.begin() + headerBytes, message_.end()), std::move(files_)});
  message_.clear();
  files_.clear();
}

void MessageSocket::send(const uint8_t* data, size_t size, int file) {
  if (connection_ < 0) return;
  iovec space{const_cast<uint8_t*>(data), size};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr header{};
  header.msg_iov = &space;
  header.msg_iovlen = 1;
  if (file >= 0) {
    header.msg_control = control;
    header.msg_controllen = sizeof control;
    cmsghdr* part = CMSG_FIRSTHDR(&header);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof file);
    std::memcpy(CMSG_DATA(part), &file, sizeof file);
  }
  const ssize_t sent = ::sendmsg(connection_, &header, MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(size)) end(VhostEvent::broken, "it does not take its answers");
}

void MessageSocket::end(VhostEvent kind, const std::string& why) {
  disconnect();
  events_.push_back({kind, 0, 0, std::vector<uint8_t>(why.begin(), why.end()), {}});
}

void MessageSocket::disconnect() {
  if (connection_ >= 0) ::close(connection_);
  connection_ = -1;
  message_.clear();
  closeFiles();
}

void MessageSocket::closeFiles() {
  for (const int file : files_) ::close(file);
  files_.clear();
}

}  // namespace sluice
