// SPDX-License-Identifier: Apache-2.0
#include "bus/axi-lite-master.hpp"

namespace sluice {

AxiLiteMaster::AxiLiteMaster(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment},
      random_{seed},
      pause_{request.u64()},
      awvalid_{environment.signal(request.u16())},
      awready_{environment.signal(request.u16())},
      awaddr_{environment.signal(request.u16())},
      awprot_{optionalSignal(environment, request)},
      wvalid_{environment.signal(request.u16())},
      wready_{environment.signal(request.u16())},
      wdata_{environment.signal(request.u16())},
      wstrb_{optionalSignal(environment, request)},
      bvalid_{environment.signal(request.u16())},
      bready_{environment.signal(request.u16())},
      bresp_{optionalSignal(environment, request)},
      arvalid_{environment.signal(request.u16())},
      arready_{environment.signal(request.u16())},
      araddr_{environment.signal(request.u16())},
      arprot_{optionalSignal(environment, request)},
      rvalid_{environment.signal(request.u16())},
      rready_{environment.signal(request.u16())},
      rdata_{environment.signal(request.u16())},
      rresp_{optionalSignal(environment, request)},
      bChannel_{environment, bvalid_, bready_, {bresp_}},
      rChannel_{environment, rvalid_, rready_, {rdata_, rresp_}} {
  reset();
}

// A response that nobody waits for is as wrong as a missing one.
void AxiLiteMaster::checkResponses() {
  const bool writeDue = busy_ && accesses_.front().writing && !addressDue_ && !dataDue_;
  const bool readDue = busy_ && !accesses_.front().writing && !addressDue_;
  const Signal* stray = bvalid_.get() != 0 && !writeDue ? &bvalid_ : rvalid_.get() != 0 && !readDue ? &rvalid_ : nullptr;
  if (!stray) return;
  throw ProtocolError(std::string(stray->name()) + " answers nothing that was accepted, in cycle " +
                      std::to_string(environment_.cycle()));
}

void AxiLiteMaster::sample() {
  checkResponses();
  if (awvalid_.get() != 0 && awready_.get() != 0) addressDue_ = false;
  if (arvalid_.get() != 0 && arready_.get() != 0) addressDue_ = false;
  if (wvalid_.get() != 0 && wready_.get() != 0) dataDue_ = false;
  if (bChannel_.transfers()) finish(valueOr(bresp_, 0), 0);
  if (rChannel_.transfers()) finish(valueOr(rresp_, 0), rdata_.get());
}

void AxiLiteMaster::finish(uint64_t response, uint64_t data) {
  const RegisterAccess& access = accesses_.front();
  if (access.ofHost) {
    results_.push_back({static_cast<uint8_t>(response), static_cast<uint32_t>(data)});
    hostDone_++;
  } else if (response != 0) {
    throw ProtocolError(std::string(bresp_.name()) + " is " + std::to_string(response) + " after writing " +
                        hexadecimal(access.address) + " in cycle " + std::to_string(environment_.cycle()));
  }
  accesses_.pop_front();
  busy_ = false;
}

void AxiLiteMaster::ring(uint64_t address, uint32_t value, uint8_t bytes) {
  const auto lane = static_cast<uint32_t>(address % 4);
  const auto strobe = static_cast<uint8_t>(((1u << bytes) - 1) << lane);
  accesses_.push_back({address, value << (8 * lane), strobe, true, false});
}

void AxiLiteMaster::start() {
  const RegisterAccess& access = accesses_.front();
  busy_ = addressDue_ = true;
  dataDue_ = access.writing;
  if (access.writing) {
    awaddr_.set(access.address);
    wdata_.set(access.data);
    setIfPresent(wstrb_, access.strobe);
  } else {
    araddr_.set(access.address);
  }
}

// Raises valid once the pause is over and keeps it until the transfer.
void AxiLiteMaster::offer(Signal& valid, bool pending) {
  if (!pending) {
    valid.set(0);
  } else if (valid.get() == 0) {
    valid.set(!pause_.draw(random_));
  }
}

void AxiLiteMaster::drive() {
  if (!busy_ && !accesses_.empty()) start();
  const bool writing = busy_ && accesses_.front().writing;
  const bool writeAddress = writing && addressDue_;
  const bool readAddress = busy_ && !writing && addressDue_;
  offer(awvalid_, writeAddress);
  offer(arvalid_, readAddress);
  offer(wvalid_, dataDue_);
  bChannel_.setReady(writing && !pause_.draw(random_));
  rChannel_.setReady(busy_ && !writing && !pause_.draw(random_));
}

void AxiLiteMaster::reset() {
  awvalid_.set(0);
  wvalid_.set(0);
  arvalid_.set(0);
  setIfPresent(awprot_, 0);
  setIfPresent(arprot_, 0);
  bChannel_.reset();
  rChannel_.reset();
  // The access on the bus starts over after the reset.
  busy_ = addressDue_ = dataDue_ = false;
}

uint64_t AxiLiteMaster::counter(uint32_t index) const {
  if (static_cast<RegisterCounter>(index) == RegisterCounter::done) return hostDone_;
  throw UsageError("the AXI4-Lite master has no such counter");
}

void AxiLiteMaster::command(ByteReader& request, ByteWriter& reply) {
  switch (static_cast<RegisterCommand>(request.u8())) {
    case RegisterCommand::perform: {
      const uint32_t count = request.u32();
      for (uint32_t i = 0; i < count; i++) {
        RegisterAccess access{};
        access.writing = request.flag();
        access.address = request.u64();
        access.data = request.u32();
        access.strobe = request.u8();
        access.ofHost = true;
        accesses_.push_back(access);
      }
      return;
    }
    case RegisterCommand::takeResults:
      reply.u32(static_cast<uint32_t>(results_.size()));
      for (const Result& result : results_) {
        reply.u8(result.response);
        reply.u32(result.data);
      }
      results_.clear();
      return;
    default: throw UsageError("unknown command for the AXI4-Lite master");
  }
}

}  // namespace sluice
