// SPDX-License-Identifier: Apache-2.0
#include "vhost/vhost-host.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace sluice {

namespace {
// Cycles between two looks at the files: a notification waits so long at most, and a look costs less than a cycle.
constexpr uint64_t cyclesBetweenLooks = 32;
// Register accesses that wait from which on no doorbell is rung, so that a flood of notifications holds back itself.
constexpr size_t mostRegisterAccesses = 32;
}  // namespace

VhostHost::VhostHost(const Environment& environment, ByteReader& request, uint64_t)
    : environment_{environment},
      memory_{modelAs<MappedMemory>(environment, request.u32())},
      registers_{modelAs<AxiLiteMaster>(environment, request.u32())},
      interrupts_{modelAs<InterruptSink>(environment, request.u32())},
      wireIn_{modelAs<MacSource>(environment, request.u32())},
      wireOut_{modelAs<MacSink>(environment, request.u32())},
      port_{wireIn_, wireOut_},
      functions_{request.u32()},
      virtqueues_{request.u32()},
      quietCycles_{request.u32()},
      watchedConnections_(functions_, -1),
      epoll_{::epoll_create1(EPOLL_CLOEXEC)} {
  // Signals for the whole group come here as well. The program that drives this one decides when it ends, by closing its input.
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) std::signal(number, SIG_IGN);
  for (uint32_t function = 0; function < functions_; function++) {
    sockets_.push_back(std::make_unique<MessageSocket>());
    for (uint32_t virtqueue = 0; virtqueue < virtqueues_; virtqueue++) {
      lines_.push_back(std::make_unique<EventLine>());
      interrupts_.listen(static_cast<uint16_t>(function), static_cast<uint16_t>(virtqueue), *lines_.back());
    }
  }
}

VhostHost::~VhostHost() { ::close(epoll_); }

void VhostHost::watch(int file) {
  epoll_event event{};
  event.events = EPOLLIN;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, file, &event);
}

// Before the file is closed: while a peer holds it open as well, closing it would not end the watch.
void VhostHost::forget(int file) { ::epoll_ctl(epoll_, EPOLL_CTL_DEL, file, nullptr); }

// The files of connections and of the wire come and go by themselves; one that was closed is watched no more.
void VhostHost::watchConnections() {
  for (uint32_t function = 0; function < functions_; function++) {
    const int file = sockets_[function]->connection();
    if (file >= 0 && file != watchedConnections_[function]) watch(file);
    watchedConnections_[function] = file;
  }
  if (port_.file() >= 0 && port_.file() != watchedPort_) watch(port_.file());
  watchedPort_ = port_.file();
}

bool VhostHost::eventsWait() const {
  return std::any_of(sockets_.begin(), sockets_.end(), [](const auto& socket) { return !socket->events().empty(); });
}

// Rises with everything that the card does or is to do.
uint64_t VhostHost::activity() const {
  return memory_.accesses() + wireIn_.counter(static_cast<uint32_t>(MacCounter::finished)) +
         wireOut_.counter(static_cast<uint32_t>(MacSinkCounter::frames)) +
         interrupts_.counter(static_cast<uint32_t>(InterruptCounter::received));
}

bool VhostHost::ringDoorbells() {
  bool rung = false;
  // On from where the last look ended: lines that notify without a pause must not keep those after them waiting.
  for (size_t i = 0; i < lines_.size() && registers_.waiting() < mostRegisterAccesses; i++) {
    rung |= lines_[nextLine_]->pass(registers_);
    nextLine_ = (nextLine_ + 1) % lines_.size();
  }
  return rung;
}

void VhostHost::look(int milliseconds) {
  watchConnections();
  epoll_event events[64];
  const int count = ::epoll_wait(epoll_, events, 64, milliseconds);
  if (port_.open()) port_.pass();
  if (count <= 0) return;
  for (auto& socket : sockets_) socket->receive();
  if (ringDoorbells() || wireIn_.waiting() > 0) activeAt_ = environment_.cycle();
}

void VhostHost::drive() {
  const uint64_t cycle = environment_.cycle();
  if (cycle < lookAt_) return;
  lookAt_ = cycle + cyclesBetweenLooks;
  look(0);
  const uint64_t moved = activity();
  if (moved != lastActivity_ || registers_.waiting() > 0 || wireIn_.waiting() > 0) activeAt_ = cycle;
  lastActivity_ = moved;
  if (eventsWait()) {
    attention_++;
  } else if (patience_ > 0 && cycle - activeAt_ >= quietCycles_) {
    look(static_cast<int>(patience_));
    attention_++;
  }
}

uint64_t VhostHost::counter(uint32_t index) const {
  if (static_cast<VhostCounter>(index) == VhostCounter::attention) return attention_;
  throw UsageError("the vhost-user host has no such counter");
}

void VhostHost::takeEvents(ByteWriter& reply) {
  const size_t at = reply.size();
  reply.u32(0);
  uint32_t count = 0;
  for (uint32_t function = 0; function < functions_; function++) {
    auto& events = sockets_[function]->events();
    for (; !events.empty(); events.pop_front(), count++) {
      const SocketEvent& event = events.front();
      reply.u8(static_cast<uint8_t>(event.kind));
      reply.u32(function);
      reply.u32(event.request);
      reply.u32(event.flags);
      reply.text(std::string(event.payload.begin(), event.payload.end()));
      reply.u32(static_cast<uint32_t>(event.files.size()));
      for (const int file : event.files) reply.u32(static_cast<uint32_t>(file));
    }
  }
  reply.patch(at, count);
}

EventLine& VhostHost::line(ByteReader& request) {
  const uint32_t function = request.u32(), virtqueue = request.u32();
  if (function >= functions_ || virtqueue >= virtqueues_) throw UsageError("there is no such virtqueue");
  return *lines_[function * virtqueues_ + virtqueue];
}

uint32_t VhostHost::setKick(ByteReader& request) {
  EventLine& target = line(request);
  const auto file = static_cast<int>(request.u32());
  const uint64_t doorbell = request.u64();
  const uint32_t value = request.u32();
  // One that is refused leaves the former one watched.
  if (target.kick() >= 0 && (file < 0 || EventLine::isEventFile(file))) forget(target.kick());
  if (!target.setKick(file, doorbell, value)) return 0;
  if (file >= 0) watch(file);
  return 1;
}

void VhostHost::openPort(ByteReader& request, ByteWriter& reply) {
  const auto kind = static_cast<VhostPort>(request.u8());
  const std::string name = request.text();
  const int error = kind == VhostPort::tap ? port_.openTap(name) : port_.openPeer(name);
  reply.u32(static_cast<uint32_t>(error));
}

void VhostHost::command(ByteReader& request, ByteWriter& reply) {
  switch (static_cast<VhostCommand>(request.u8())) {
    case VhostCommand::listen: {
      MessageSocket& socket = *sockets_.at(request.u32());
      const int error = socket.listen(request.text());
      if (error == 0) watch(socket.listener());
      return reply.u32(static_cast<uint32_t>(error));
    }
    case VhostCommand::takeEvents: return takeEvents(reply);
    case VhostCommand::send: {
      MessageSocket& socket = *sockets_.at(request.u32());
      const auto file = static_cast<int>(request.u32());
      const std::string message = request.text();
      return socket.send(reinterpret_cast<const uint8_t*>(message.data()), message.size(), file);
    }
    case VhostCommand::disconnect: return sockets_.at(request.u32())->disconnect();
    case VhostCommand::setKick: return reply.u32(setKick(request));
    case VhostCommand::setCall: {
      EventLine& target = line(request);
      return reply.u32(target.setCall(static_cast<int>(request.u32())));
    }
    case VhostCommand::closeFile: ::close(static_cast<int>(request.u32())); return;
    case VhostCommand::setPatience: patience_ = request.u32(); return;
    case VhostCommand::openPort: return openPort(request, reply);
    case VhostCommand::lost: return reply.u64(port_.lost());
    default: throw UsageError("unknown command for the vhost-user host");
  }
}

}  // namespace sluice
