import CCrypto

/// A library that computes digests.
struct DigestLibrary: Sendable {
  // The table behind it is never written after it was made, and never freed.
  nonisolated(unsafe) let table: OpaquePointer

  /// The system's libcrypto, looked up when it is first asked for; `nil` where there is none.
  static var system: Self? { ccrypto_system().map(Self.init(table:)) }

  private init(table: OpaquePointer) {
    self.table = table
  }

  /// A shared library by its name, as the dynamic linker takes it; `nil` where it is missing or lacks a function.
  init?(named name: String) {
    guard let table = ccrypto_open(name) else { return nil }
    self.table = table
  }
}
