// SPDX-License-Identifier: Apache-2.0
// Socket files that a program left when it was killed.
#pragma once

#include <sys/un.h>

#include <string>

namespace sluice {

// The path must be shorter than `sockaddr_un::sun_path`.
sockaddr_un socketAddress(const std::string& path);

// Removes what is at the path if it is a socket that nobody listens at; anything else, above all a file of another kind, stays.
void removeStaleSocket(const std::string& path);

}  // namespace sluice
