// SPDX-License-Identifier: Apache-2.0
#include "bus/channel.hpp"

#include <algorithm>

namespace sluice {

namespace {
void appendTo(std::deque<uint8_t>& queue, const void* data, size_t size) {
  const auto* from = static_cast<const uint8_t*>(data);
  queue.insert(queue.end(), from, from + size);
}

void takeFrom(std::deque<uint8_t>& queue, uint8_t* to, size_t size) {
  std::copy_n(queue.begin(), size, to);
  queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(size));
}
}  // namespace

Payload::Payload(const Environment& environment, ByteReader& request) {
  const uint16_t count = request.u16();
  for (uint16_t i = 0; i < count; i++) {
    fields_.push_back(environment.signal(request.u16()));
    bytes_ += fields_.back().bytes();
  }
}

Payload::Payload(std::vector<Signal> fields) {
  for (Signal& field : fields) {
    if (!field.exists()) continue;
    bytes_ += field.bytes();
    fields_.push_back(field);
  }
}

void Payload::read(uint8_t* to) const {
  for (const Signal& field : fields_) {
    field.read(to);
    to += field.bytes();
  }
}

void Payload::write(const uint8_t* from) {
  for (Signal& field : fields_) {
    field.write(from);
    from += field.bytes();
  }
}

void Payload::scramble(Random& random) {
  std::vector<uint8_t> noise(bytes_);
  for (uint8_t& byte : noise) byte = static_cast<uint8_t>(random.next());
  write(noise.data());
}

const Signal& Payload::firstDifference(const uint8_t* packed) const {
  std::vector<uint8_t> now(bytes_);
  read(now.data());
  size_t offset = 0;
  for (const Signal& field : fields_) {
    if (std::memcmp(now.data() + offset, packed + offset, field.bytes()) != 0) return field;
    offset += field.bytes();
  }
  return fields_.front();
}

void StreamCheck::check(const Environment& environment, const Signal& valid, bool ready, const Payload& payload,
                        const uint8_t* packed) {
  const bool offered = valid.get() != 0;
  const auto cycle = [&] { return " in cycle " + std::to_string(environment.cycle()); };
  if (waiting_ && !offered) {
    throw ProtocolError(std::string(valid.name()) + " fell" + cycle() + " before the transfer was accepted");
  }
  if (waiting_ && std::memcmp(held_.data(), packed, payload.bytes()) != 0) {
    throw ProtocolError(std::string(payload.firstDifference(held_.data()).name()) + " changed" + cycle() + " while " +
                        valid.name() + " was waiting for ready");
  }
  waiting_ = offered && !ready;
  if (waiting_) held_.assign(packed, packed + payload.bytes());
}

StreamSource::StreamSource(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment},
      random_{seed},
      idle_{request.u64()},
      valid_{environment.signal(request.u16())},
      ready_{optionalSignal(environment, request)},
      payload_{environment, request},
      current_(payload_.bytes()) {
  reset();
}

void StreamSource::sample() {
  if (!offering_ || (ready_.exists() && ready_.get() == 0)) return;
  offering_ = false;
  accepted_++;
  acceptCycles_.push_back(environment_.cycle());
}

void StreamSource::drive() {
  if (offering_) return;
  if (queued_ == 0 || idle_.draw(random_)) {
    if (valid_.get() != 0) goIdle();
    return;
  }
  takeFrom(queue_, current_.data(), current_.size());
  queued_--;
  payload_.write(current_.data());
  valid_.set(1);
  offering_ = true;
}

void StreamSource::reset() {
  if (offering_) {
    // Not accepted yet: it goes back to the head of the queue.
    queue_.insert(queue_.begin(), current_.begin(), current_.end());
    queued_++;
    offering_ = false;
  }
  goIdle();
}

void StreamSource::goIdle() {
  valid_.set(0);
  payload_.scramble(random_);
}

uint64_t StreamSource::counter(uint32_t index) const {
  if (static_cast<SourceCounter>(index) == SourceCounter::accepted) return accepted_;
  throw UsageError("a stream source has no such counter");
}

void StreamSource::push(ByteReader& request) {
  const uint32_t count = request.u32();
  const size_t size = count * payload_.bytes();
  appendTo(queue_, request.take(size), size);
  queued_ += count;
}

void StreamSource::ring(uint64_t, uint32_t value, uint8_t) {
  std::vector<uint8_t> packed(payload_.bytes());
  std::memcpy(packed.data(), &value, std::min(packed.size(), sizeof value));
  appendTo(queue_, packed.data(), packed.size());
  queued_++;
}

void StreamSource::command(ByteReader& request, ByteWriter& reply) {
  switch (static_cast<SourceCommand>(request.u8())) {
    case SourceCommand::push: return push(request);
    case SourceCommand::setIdle: idle_ = Chance{request.u64()}; return;
    case SourceCommand::takeCycles:
      reply.u32(static_cast<uint32_t>(acceptCycles_.size()));
      reply.append(acceptCycles_.data(), acceptCycles_.size() * sizeof(uint64_t));
      acceptCycles_.clear();
      return;
    default: throw UsageError("unknown command for a stream source");
  }
}

StreamSink::StreamSink(const Environment& environment, ByteReader& request, uint64_t seed)
    : environment_{environment},
      random_{seed},
      stall_{request.u64()},
      checking_{request.flag()},
      valid_{environment.signal(request.u16())},
      ready_{optionalSignal(environment, request)},
      payload_{environment, request},
      current_(payload_.bytes()) {
  reset();
}

void StreamSink::sample() {
  const bool offered = valid_.get() != 0;
  const bool ready = !ready_.exists() || ready_.get() != 0;
  if (offered) payload_.read(current_.data());
  if (checking_) check_.check(environment_, valid_, ready, payload_, current_.data());
  if (!offered || !ready) return;
  const uint64_t cycle = environment_.cycle();
  appendTo(records_, &cycle, sizeof cycle);
  appendTo(records_, current_.data(), current_.size());
  received_++;
  held_++;
}

void StreamSink::drive() {
  if (ready_.exists()) ready_.set(!stall_.draw(random_));
}

void StreamSink::reset() {
  if (ready_.exists()) ready_.set(0);
  check_.reset();
}

uint64_t StreamSink::counter(uint32_t index) const {
  if (static_cast<SinkCounter>(index) == SinkCounter::received) return received_;
  throw UsageError("a stream sink has no such counter");
}

void StreamSink::take(uint32_t most, ByteWriter& reply) {
  const auto count = static_cast<uint32_t>(std::min<uint64_t>(most, held_));
  std::vector<uint8_t> taken(count * (sizeof(uint64_t) + payload_.bytes()));
  takeFrom(records_, taken.data(), taken.size());
  held_ -= count;
  reply.u32(count);
  reply.append(taken.data(), taken.size());
}

void StreamSink::command(ByteReader& request, ByteWriter& reply) {
  switch (static_cast<SinkCommand>(request.u8())) {
    case SinkCommand::take: return take(request.u32(), reply);
    case SinkCommand::setStall: stall_ = Chance{request.u64()}; return;
    default: throw UsageError("unknown command for a stream sink");
  }
}

}  // namespace sluice
