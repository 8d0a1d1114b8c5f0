#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The few questions to the file system that finding and fetching data need.
enum FileSystem {
  static func isFile(_ path: String) -> Bool {
    mode(path).map { $0 & S_IFMT == S_IFREG } ?? false
  }

  static func isDirectory(_ path: String) -> Bool {
    mode(path).map { $0 & S_IFMT == S_IFDIR } ?? false
  }

  /// The size in bytes of what is there; `nil` if nothing is.
  static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// What the operating system says about an error number.
  static func reason(_ code: Int32) -> String {
    String(cString: strerror(code))
  }

  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : nil
  }
}
