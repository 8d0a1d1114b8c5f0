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

  /// The last part of a path.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The names in a directory that do not begin with a dot, sorted as Python and the C locale sort them; none where it cannot be read.
  static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }

  /// All bytes of a file, unpacked if it is gzipped.
  static func bytes(_ path: String) throws(DatasetError) -> [UInt8] {
    var reader = try GunzipReader(try ByteSource(path: path))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(reader.fileSize ?? 0)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = try reader.read(into: chunk)
      if count == 0 { return bytes }
      guard bytes.count + count <= largestFile else {
        throw .malformed(file: path, expected: "at most \(grouped(largestFile)) bytes", found: "more")
      }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
    }
  }

  /// No image set that can be learned here is larger.
  private static let largestFile = 4 << 30

  /// What the operating system says about an error number.
  static func reason(_ code: Int32) -> String {
    String(cString: strerror(code))
  }

  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : nil
  }
}
