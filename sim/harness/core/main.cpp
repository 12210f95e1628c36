// SPDX-License-Identifier: Apache-2.0
// The simulation program: reads batches of commands from standard input and answers them on standard output, each
// message a 32-bit length and that many bytes. Ends when standard input does.
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "core/simulation.hpp"
#include "verilated.h"

namespace {

// False at the end of the input.
bool readAll(int file, void* data, size_t size) {
  auto* at = static_cast<uint8_t*>(data);
  while (size > 0) {
    const ssize_t got = ::read(file, at, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    size -= static_cast<size_t>(got);
  }
  return true;
}

bool writeAll(int file, const void* data, size_t size) {
  const auto* at = static_cast<const uint8_t*>(data);
  while (size > 0) {
    const ssize_t put = ::write(file, at, size);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    at += put;
    size -= static_cast<size_t>(put);
  }
  return true;
}

void serve(sluice::Simulation& simulation, int answers) {
  std::vector<uint8_t> batch;
  sluice::ByteWriter reply;
  uint32_t size;
  while (readAll(STDIN_FILENO, &size, sizeof size)) {
    batch.resize(size);
    if (!readAll(STDIN_FILENO, batch.data(), size)) return;
    sluice::ByteReader commands{batch.data(), size};
    reply.clear();
    reply.u32(0);
    simulation.execute(commands, reply);
    reply.patch(0, static_cast<uint32_t>(reply.size() - sizeof size));
    if (!writeAll(answers, reply.data(), reply.size())) return;
  }
}

}  // namespace

int main(int argumentCount, char** arguments) {
  // A terminal sends Ctrl-C to this program as well. Who started it says when it ends: at once, or after the queues came to rest.
  for (const int signal : {SIGINT, SIGHUP}) std::signal(signal, SIG_IGN);
  // The design may print; what it prints must not land between the answers.
  const int answers = ::dup(STDOUT_FILENO);
  ::dup2(STDERR_FILENO, STDOUT_FILENO);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const uint64_t seed = argumentCount > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1;

  VerilatedContext context;
  context.commandArgs(argumentCount, arguments);
  context.traceEverOn(true);
  // Registers and memories start random; Verilator wants a seed of 31 bits that is not 0.
  context.randReset(2);
  context.randSeed(static_cast<int>(seed % 0x7ffffffe) + 1);
  const std::unique_ptr<sluice::Dut> dut = sluice::makeDut(context);
  sluice::Simulation simulation{*dut, seed};
  serve(simulation, answers);
  return 0;
}
