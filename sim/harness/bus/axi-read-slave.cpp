// SPDX-License-Identifier: Apache-2.0
#include "bus/axi-read-slave.hpp"

#include <algorithm>

namespace sluice {

AxiReadSlave::AxiReadSlave(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment},
      memory_{modelAs<DeviceMemory>(environment, request.u32())},
      random_{seed},
      timing_{request},
      conduct_{environment},
      ar_{environment, request},
      rvalid_{environment.signal(request.u16())},
      rready_{environment.signal(request.u16())},
      rid_{optionalSignal(environment, request)},
      rdata_{environment.signal(request.u16())},
      rresp_{optionalSignal(environment, request)},
      rlast_{optionalSignal(environment, request)},
      arChannel_{environment, ar_.valid, ar_.ready, ar_.fields()},
      busBytes_{rdata_.width() / 8},
      beat_(busBytes_) {
  reset();
}

void AxiReadSlave::acceptAddress() {
  const uint64_t cycle = environment_.cycle();
  Read read{};
  read.burst = acceptBurst(environment_, ar_, busBytes_);
  read.burst.era = era_;
  read.fault = conduct_.faultOf(read.burst.function, read.burst.beats);
  read.beats = read.burst.beats;
  if (read.fault.last == LastFault::early) read.beats--;
  if (read.fault.last == LastFault::late) read.beats++;
  read.readyAt = timing_.answerAt(cycle, random_);
  // Host memory is read somewhere on the way, not when the data arrives.
  read.fetchAt = (cycle + read.readyAt) / 2;
  read.readyAt += conduct_.delayOf(read.burst.function);
  reads_.push_back(std::move(read));
  most_ = std::max<uint64_t>(most_, reads_.size());
}

void AxiReadSlave::beatTaken() {
  Read& read = reads_[static_cast<size_t>(offered_)];
  if (read.burst.era != era_) foreign_++;
  if (++read.sent == read.beats) {
    reads_.erase(reads_.begin() + offered_);
    fetched_--;
    done_++;
  }
  offered_ = -1;
}

void AxiReadSlave::designReset(bool begins) {
  if (begins) era_++;
  arChannel_.forgive();
}

void AxiReadSlave::sample() {
  if (arChannel_.transfers()) acceptAddress();
  if (offered_ >= 0 && rready_.get() != 0) beatTaken();
}

void AxiReadSlave::fetch() {
  // In order, so that a later read never sees older memory than an earlier one.
  for (; fetched_ < reads_.size() && reads_[fetched_].fetchAt <= environment_.cycle(); fetched_++) {
    Read& read = reads_[fetched_];
    const Burst& burst = read.burst;
    read.data.resize(burst.last() - burst.address + 1);
    Access access = memory_.request(false, burst.address, burst.last(), burst.id, burst.function);
    if (access == Access::granted) {
      access = memory_.deviceRead(burst.function, burst.address, read.data.data(), read.data.size());
    }
    read.slaveError = access == Access::slaveError;
  }
}

void AxiReadSlave::scramble() {
  for (uint8_t& lane : beat_) lane = static_cast<uint8_t>(random_.next());
}

// While valid is low, the payload is noise.
void AxiReadSlave::withdraw() {
  if (rvalid_.get() == 0) return;
  rvalid_.set(0);
  scramble();
  rdata_.write(beat_.data());
  setIfPresent(rid_, random_.next());
  setIfPresent(rresp_, random_.next());
  setIfPresent(rlast_, random_.next());
}

void AxiReadSlave::present(const Read& read) {
  const Burst& burst = read.burst;
  const uint64_t address = burst.beatAddress(read.sent);
  const bool holdsData = !read.slaveError && read.sent < burst.beats;
  const size_t covered = holdsData ? burst.beatEnd(read.sent) - address : 0;
  // Lanes that the beat does not cover carry noise.
  if (covered < busBytes_) scramble();
  if (holdsData) {
    std::memcpy(beat_.data() + address % busBytes_, read.data.data() + (address - burst.address), covered);
  }
  rdata_.write(beat_.data());
  setIfPresent(rid_, burst.id);
  setIfPresent(rresp_, read.fault.response != 0 ? read.fault.response : read.slaveError ? responseSlaveError : responseOkay);
  setIfPresent(rlast_, read.sent + 1 == read.beats && read.fault.last != LastFault::missing);
  rvalid_.set(1);
}

void AxiReadSlave::drive() {
  fetch();
  const bool room = reads_.size() < timing_.maxOutstanding && !conduct_.holdsAddress();
  arChannel_.setReady(room && !timing_.stall.draw(random_));
  if (offered_ >= 0) return;
  if (!reads_.empty() && !timing_.idle.draw(random_)) {
    offered_ = chooseAnswer(
        reads_.size(), timing_.outOfOrder, random_,
        [&](size_t i) {
          return i < fetched_ && reads_[i].readyAt <= environment_.cycle() && !conduct_.withholds(reads_[i].burst.function);
        },
        [&](size_t i) { return reads_[i].burst.id; });
  }
  if (offered_ < 0) {
    withdraw();
  } else {
    present(reads_[static_cast<size_t>(offered_)]);
  }
}

void AxiReadSlave::reset() {
  arChannel_.reset();
  forget();
}

// The bus is reset: no answer comes to what was under way.
void AxiReadSlave::forget() {
  rvalid_.set(1);
  withdraw();
  reads_.clear();
  fetched_ = 0;
  offered_ = -1;
}

void AxiReadSlave::command(ByteReader& request, ByteWriter&) {
  const auto command = static_cast<ConductCommand>(request.u8());
  if (command == ConductCommand::forget) return forget();
  conduct_.command(command, request);
}

uint64_t AxiReadSlave::counter(uint32_t index) const {
  switch (static_cast<AxiCounter>(index)) {
    case AxiCounter::done: return done_;
    case AxiCounter::underWay: return reads_.size();
    case AxiCounter::mostUnderWay: return most_;
    case AxiCounter::foreign: return foreign_;
    default: throw UsageError("the AXI read slave has no such counter");
  }
}

}  // namespace sluice
