#include "model-kinds.hpp"

#include "stream-model.hpp"

namespace sluice {

std::unique_ptr<BusModel> makeModel(ModelKind kind, const Environment& environment, ByteReader& request, uint64_t seed) {
  switch (kind) {
    case ModelKind::streamSource: return std::make_unique<StreamSource>(environment, request, seed);
    case ModelKind::streamSink: return std::make_unique<StreamSink>(environment, request, seed);
  }
  throw UsageError("unknown kind of model");
}

}  // namespace sluice
