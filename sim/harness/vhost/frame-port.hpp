// SPDX-License-Identifier: Apache-2.0
// The other end of the wire as a file: a TAP device, or a packet socket to another program; one read or write is one frame.
#pragma once

#include <string>

#include "bus/mac-sink.hpp"
#include "bus/mac-source.hpp"

namespace sluice {

class FramePort {
 public:
  FramePort(MacSource& into, MacSink& from) : into_{into}, from_{from} {}
  FramePort(const FramePort&) = delete;
  ~FramePort();

  // 0, or an errno.
  int openTap(const std::string& name);
  // Connects to the socket where another program listens, or listens there for it.
  int openPeer(const std::string& path);

  // Frames from the file to the wire, and from the wire to the file.
  void pass();
  // What has frames for the wire, or somebody who wants to connect; -1 without.
  int file() const { return file_ >= 0 ? file_ : listener_; }
  bool open() const { return file() >= 0; }
  // Frames that nobody took: as on a wire without a station, or when the station is too slow.
  uint64_t lost() const { return lost_; }

 private:
  void receive();
  void send();

  MacSource& into_;
  MacSink& from_;
  int file_ = -1, listener_ = -1;
  std::string path_;
  uint64_t lost_ = 0;
};

}  // namespace sluice
