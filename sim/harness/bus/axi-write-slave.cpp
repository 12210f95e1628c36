// SPDX-License-Identifier: Apache-2.0
#include "bus/axi-write-slave.hpp"

#include <algorithm>

namespace sluice {

namespace {
// Data beats that may run ahead of their address before wready goes low.
constexpr size_t mostEarlyBeats = 16;
}  // namespace

AxiWriteSlave::AxiWriteSlave(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment},
      memory_{modelAs<DeviceMemory>(environment, request.u32())},
      random_{seed},
      timing_{request},
      conduct_{environment},
      countsForeign_{request.flag()},
      aw_{environment, request},
      wvalid_{environment.signal(request.u16())},
      wready_{environment.signal(request.u16())},
      wdata_{environment.signal(request.u16())},
      wstrb_{environment.signal(request.u16())},
      wlast_{environment.signal(request.u16())},
      bvalid_{environment.signal(request.u16())},
      bready_{environment.signal(request.u16())},
      bid_{optionalSignal(environment, request)},
      bresp_{optionalSignal(environment, request)},
      awChannel_{environment, aw_.valid, aw_.ready, aw_.fields()},
      wChannel_{environment, wvalid_, wready_, {wdata_, wstrb_, wlast_}},
      busBytes_{wdata_.width() / 8} {
  if (wstrb_.width() != busBytes_ || busBytes_ > 64) {
    throw UsageError("the write data of an AXI master has a strobe per byte and up to 512 bits");
  }
  reset();
}

void AxiWriteSlave::sample() {
  if (awChannel_.transfers()) acceptAddress();
  most_ = std::max<uint64_t>(most_, open_.size() + complete_.size());
  if (wChannel_.transfers()) acceptData();
  matchData();
  if (offered_ >= 0 && bready_.get() != 0) {
    complete_.erase(complete_.begin() + offered_);
    offered_ = -1;
    done_++;
  }
}

void AxiWriteSlave::acceptAddress() {
  Write write{acceptBurst(environment_, aw_, busBytes_), {}, 0, {}};
  write.burst.era = era_;
  write.fault = conduct_.faultOf(write.burst.function, write.burst.beats);
  open_.push_back(std::move(write));
}

void AxiWriteSlave::designReset(bool begins) {
  if (begins) era_++;
  awChannel_.forgive();
  wChannel_.forgive();
}

void AxiWriteSlave::acceptData() {
  Beat beat{std::vector<uint8_t>(busBytes_), wstrb_.get(), wlast_.get() != 0, era_};
  wdata_.read(beat.data.data());
  early_.push_back(std::move(beat));
}

// Gives arrived data beats to the oldest address; AXI4 data comes in address order.
void AxiWriteSlave::matchData() {
  while (!early_.empty() && !open_.empty()) {
    Write& write = open_.front();
    checkEra(write, early_.front());
    if (foreign_ == 0) checkBeat(write, early_.front());
    write.beats.push_back(std::move(early_.front()));
    early_.pop_front();
    if (write.beats.size() < write.burst.beats) continue;
    write.readyAt = timing_.answerAt(environment_.cycle(), random_) + conduct_.delayOf(write.burst.function);
    complete_.push_back(std::move(write));
    open_.pop_front();
  }
}

// A bus cannot tell that a beat was meant for another burst; this one can. From then on data and addresses are out of
// step, and what else a beat should be cannot be said. A beat that marks no byte is meant for whatever lacks one.
void AxiWriteSlave::checkEra(const Write& write, const Beat& beat) {
  if (beat.era == write.burst.era || beat.strobe == 0) return;
  foreign_++;
  if (countsForeign_) return;
  failInCycle(environment_, std::string(wdata_.name()) + ": a beat from " + (beat.era < write.burst.era ? "before" : "after") +
                                " a reset of the design goes to the burst at " + hexadecimal(write.burst.address) +
                                " from the other side of it");
}

void AxiWriteSlave::checkBeat(const Write& write, const Beat& beat) {
  const auto number = static_cast<uint32_t>(write.beats.size());
  const uint64_t address = write.burst.beatAddress(number);
  const size_t lanes = write.burst.beatEnd(number) - address;
  const uint64_t covered = (lanes == 64 ? ~uint64_t{0} : (uint64_t{1} << lanes) - 1) << (address % busBytes_);
  if ((beat.strobe & ~covered) != 0) {
    failInCycle(environment_, std::string(wstrb_.name()) + " marks bytes outside the beat at " + hexadecimal(address));
  }
  if (beat.last != (number + 1 == write.burst.beats)) {
    failInCycle(environment_, std::string(wlast_.name()) + " is " + (beat.last ? "high" : "low") + " on beat " +
                                  std::to_string(number + 1) + " of " + std::to_string(write.burst.beats));
  }
}

// The response to a write; one that is answered with an error leaves memory as it is.
uint64_t AxiWriteSlave::apply(const Write& write) {
  const Burst& burst = write.burst;
  const Access access = memory_.request(true, burst.address, burst.last(), burst.id, burst.function);
  uint64_t response = write.fault.response != 0 ? write.fault.response : access == Access::slaveError ? responseSlaveError : responseOkay;
  if (response >= responseSlaveError) return response;
  for (uint32_t number = 0; number < burst.beats; number++) {
    const Beat& beat = write.beats[number];
    const uint64_t base = burst.beatAddress(number) / busBytes_ * busBytes_;
    // One memory access for each run of marked bytes.
    uint64_t strobe = beat.strobe;
    for (size_t lane = 0; strobe != 0;) {
      const size_t skip = static_cast<size_t>(__builtin_ctzll(strobe));
      lane += skip;
      strobe >>= skip;
      const size_t run = strobe == ~uint64_t{0} ? 64 : static_cast<size_t>(__builtin_ctzll(~strobe));
      if (memory_.deviceWrite(burst.function, base + lane, beat.data.data() + lane, run) == Access::slaveError) response = responseSlaveError;
      lane += run;
      strobe = run == 64 ? 0 : strobe >> run;
    }
  }
  return response;
}

void AxiWriteSlave::present() {
  const Write& write = complete_[static_cast<size_t>(offered_)];
  const uint64_t response = apply(write);
  setIfPresent(bid_, write.burst.id);
  setIfPresent(bresp_, response);
  bvalid_.set(1);
}

// While valid is low, the payload is noise.
void AxiWriteSlave::withdraw() {
  if (bvalid_.get() == 0) return;
  bvalid_.set(0);
  setIfPresent(bid_, random_.next());
  setIfPresent(bresp_, random_.next());
}

void AxiWriteSlave::drive() {
  const bool addressRoom = open_.size() + complete_.size() < timing_.maxOutstanding && !conduct_.holdsAddress();
  const bool dataRoom = early_.size() < mostEarlyBeats && !conduct_.holdsData();
  awChannel_.setReady(addressRoom && !timing_.stall.draw(random_));
  wChannel_.setReady(dataRoom && !timing_.stall.draw(random_));
  if (offered_ >= 0) return;
  if (!complete_.empty() && !timing_.idle.draw(random_)) {
    offered_ = chooseAnswer(
        complete_.size(), timing_.outOfOrder, random_,
        [&](size_t i) {
          return complete_[i].readyAt <= environment_.cycle() && !conduct_.withholds(complete_[i].burst.function);
        },
        [&](size_t i) { return complete_[i].burst.id; });
  }
  if (offered_ < 0) {
    withdraw();
  } else {
    present();
  }
}

void AxiWriteSlave::reset() {
  awChannel_.reset();
  wChannel_.reset();
  forget();
}

// The bus is reset: what was not answered does not reach the memory.
void AxiWriteSlave::forget() {
  bvalid_.set(1);
  withdraw();
  open_.clear();
  early_.clear();
  complete_.clear();
  offered_ = -1;
}

void AxiWriteSlave::command(ByteReader& request, ByteWriter&) {
  const auto command = static_cast<ConductCommand>(request.u8());
  if (command == ConductCommand::forget) return forget();
  conduct_.command(command, request);
}

uint64_t AxiWriteSlave::counter(uint32_t index) const {
  switch (static_cast<AxiCounter>(index)) {
    case AxiCounter::done: return done_;
    case AxiCounter::underWay: return open_.size() + complete_.size();
    case AxiCounter::mostUnderWay: return most_;
    case AxiCounter::foreign: return foreign_;
    default: throw UsageError("the AXI write slave has no such counter");
  }
}

}  // namespace sluice
