// SPDX-License-Identifier: Apache-2.0
// The host that vhost-user front ends see around the card: their sockets, their event files, and the wire. What their messages
// mean is decided elsewhere; here messages become events, notifications become writes of doorbells, interrupts become event files.
#pragma once

#include <memory>

#include "bus/axi-lite-master.hpp"
#include "vhost/event-line.hpp"
#include "vhost/frame-port.hpp"
#include "vhost/mapped-memory.hpp"
#include "vhost/message-socket.hpp"

namespace sluice {

// While the card has nothing to do, the simulation sleeps until something comes from outside.
class VhostHost final : public BusModel {
 public:
  VhostHost(const Environment& environment, ByteReader& request, uint64_t seed);
  ~VhostHost() override;
  void drive() override;
  // 0: times that whoever runs the simulation should look: an event, or nothing to do for as long as it may sleep.
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;

 private:
  void look(int milliseconds);
  bool ringDoorbells();
  uint64_t activity() const;
  bool eventsWait() const;
  void watch(int file);
  void forget(int file);
  void watchConnections();
  void takeEvents(ByteWriter& reply);
  void openPort(ByteReader& request, ByteWriter& reply);
  uint32_t setKick(ByteReader& request);
  EventLine& line(ByteReader& request);

  const Environment& environment_;
  MappedMemory& memory_;
  AxiLiteMaster& registers_;
  InterruptSink& interrupts_;
  MacSource& wireIn_;
  MacSink& wireOut_;
  FramePort port_;
  uint32_t functions_, virtqueues_;  // virtqueues of a function
  uint64_t quietCycles_;             // without activity, after which the card has nothing to do
  std::vector<std::unique_ptr<MessageSocket>> sockets_;  // by function
  std::vector<std::unique_ptr<EventLine>> lines_;        // by function and virtqueue
  std::vector<int> watchedConnections_;                  // by function
  int watchedPort_ = -1;
  int epoll_;
  uint32_t patience_ = 0;  // milliseconds that a sleep may last; 0: no sleep
  size_t nextLine_ = 0;  // to be asked first for a notification
  uint64_t lookAt_ = 0, activeAt_ = 0, lastActivity_ = 0;
  uint64_t attention_ = 0;
};

}  // namespace sluice
