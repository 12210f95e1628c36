// SPDX-License-Identifier: Apache-2.0
// One unix socket that vhost-user front ends connect to, one at a time, and the messages that come over it.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "core/numbers.hpp"

namespace sluice {

// What has happened at a socket.
struct SocketEvent {
  VhostEvent kind;
  uint32_t request, flags;      // of a message
  std::vector<uint8_t> payload;  // of a message; why, of a broken connection
  std::vector<int> files;        // that came with it; whoever takes the event owns them
};

class MessageSocket {
 public:
  MessageSocket() = default;
  MessageSocket(const MessageSocket&) = delete;
  ~MessageSocket();

  // 0, or an errno; a socket that nobody listens at any more is replaced.
  int listen(const std::string& path);
  // Takes connections and messages that have come. A second connection is closed at once, so that its peer notices.
  void receive();
  void send(const uint8_t* data, size_t size, int file);
  void disconnect();

  int listener() const { return listener_; }
  int connection() const { return connection_; }
  std::deque<SocketEvent>& events() { return events_; }

 private:
  void accept();
  bool receiveSome();
  void messageComplete();
  void end(VhostEvent kind, const std::string& why);
  void closeFiles();

  std::string path_;
  int listener_ = -1, connection_ = -1;
  std::vector<uint8_t> message_;  // what has come of the next message
  std::vector<int> files_;
  std::deque<SocketEvent> events_;
};

}  // namespace sluice
