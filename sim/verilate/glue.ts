// SPDX-License-Identifier: Apache-2.0
/** Generates the C++ that ties one verilated model to the generic harness. */
import { type Design, type Port, storageBytes } from '../design.ts';
import { BuildError } from './build-error.ts';

/** Class and file prefix of every verilated model. */
export const modelPrefix = 'Vdut';

/** Verilator spells a double underscore of a port name so, because it uses `__` itself. */
const memberName = (port: Port): string => port.name.replaceAll('__', '___05F');

const checkPort = (design: Design, port: Port): void => {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(port.name)) {
    throw new BuildError(`Port "${port.name}" of ${design.top} is not a plain Verilog identifier.`);
  }
  if (!Number.isInteger(port.width) || port.width < 1 || port.width > 65_535) {
    throw new BuildError(
      `Port ${port.name} of ${design.top} has width ${port.width}; a width is an integer from 1 to 65535.`,
    );
  }
};

const sizeAssertion = (port: Port): string =>
  `static_assert(sizeof(${modelPrefix}::${memberName(port)}) == ${storageBytes(port.width)}, ` +
  `"port ${port.name} is not ${port.width} bits wide in the Verilog");`;

const tableRow = (port: Port): string =>
  `    {"${port.name}", ${port.width}, ${port.direction === 'input'}, &dut_.${memberName(port)}},`;

const traceMembers = `
  bool openTrace(const char* path) override {
    trace_ = std::make_unique<VerilatedFstC>();
    dut_.trace(trace_.get(), 99);
    trace_->open(path);
    return true;
  }
  void dumpTrace(uint64_t time) override { trace_->dump(time); }
  void closeTrace() override { trace_->close(); trace_.reset(); }
  std::unique_ptr<VerilatedFstC> trace_;`;

/** C++ source of the glue; with `trace` the model can write an FST waveform. */
export const glueSource = (design: Design, trace: boolean): string => {
  for (const port of design.ports) checkPort(design, port);
  return `// Ties the verilated ${design.top} to the harness. Generated from its port list.
#include "${modelPrefix}.h"
#include "core/prelude.hpp"

${design.ports.map(sizeAssertion).join('\n')}

namespace {
class GluedDut final : public sluice::Dut {
 public:
  explicit GluedDut(VerilatedContext& context) : dut_{&context, "${design.top}"} {}
  ~GluedDut() override { dut_.final(); }
  const std::vector<sluice::Port>& ports() const override { return ports_; }
  void eval() override { dut_.eval(); }
${trace ? traceMembers : ''}
 private:
  ${modelPrefix} dut_;
  std::vector<sluice::Port> ports_{
${design.ports.map(tableRow).join('\n')}
  };
};
}  // namespace

std::unique_ptr<sluice::Dut> sluice::makeDut(VerilatedContext& context) { return std::make_unique<GluedDut>(context); }
`;
};
