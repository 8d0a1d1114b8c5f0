import CCurl

/// One request to one source, its bytes appended to a partial file.
final class Transfer {
  /// No file of these sets is a third as large; a source that sends more is no such source.
  static let largestFile = 64 << 20

  private let isCancelled: () -> Bool
  private let arrived: (_ size: Int, _ total: Int?) -> Void
  private var file: PartialFile
  private let offset: Int
  private var hasBegun = false
  private var fault: Fault?

  private enum Fault {
    case writing(FetchError)
    case tooLarge
    case status(Int)
  }

  init(
    into file: consuming PartialFile,
    isCancelled: @escaping () -> Bool,
    arrived: @escaping (_ size: Int, _ total: Int?) -> Void
  ) {
    offset = file.size
    self.file = file
    self.isCancelled = isCancelled
    self.arrived = arrived
  }

  /// Blocks until the file has arrived.
  ///
  /// - Throws: a ``SourceFault`` if the source is to blame, a ``FetchError`` if this machine is.
  func run(address: String, stallTimeout: Duration) throws {
    let milliseconds = Int32(clamping: Int((stallTimeout / .milliseconds(1)).clamped(to: 1...1e9)))
    let isPlain = address.hasPrefix("http://")
    let result = address.withCString { url in
      "dlviz".withCString { agent in
        // The callbacks run only during the call below, so that `self` outlives its unretained pointer.
        var request = ccurl_request(
          url: url,
          user_agent: agent,
          offset: Int64(offset),
          stall_milliseconds: milliseconds,
          allow_plain_http: isPlain,
          bypass_proxy: Self.isLoopback(address),
          context: Unmanaged.passUnretained(self).toOpaque(),
          write: { context, status, promised, bytes, count in
            guard let context else { return false }
            return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
              .receive(UnsafeRawBufferPointer(start: bytes, count: count), status: status, promised: promised)
          },
          should_stop: { context in
            guard let context else { return true }
            return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().isCancelled()
          }
        )
        return ccurl_fetch(&request)
      }
    }
    try check(result, address: address, stallTimeout: stallTimeout)
  }

  private func receive(_ bytes: UnsafeRawBufferPointer, status: Int32, promised: Int64) -> Bool {
    do throws(FetchError) {
      // 200 sends the file from its beginning, 206 goes on where it ends; other answers have no part of it.
      guard status == 200 || status == 206 else {
        fault = .status(Int(status))
        return false
      }
      if !hasBegun, status == 200 { try file.empty() }
      hasBegun = true
      guard file.size + bytes.count <= Self.largestFile else {
        fault = .tooLarge
        return false
      }
      try file.append(bytes)
      let total = promised >= 0 ? Int(promised) + (status == 206 ? offset : 0) : nil
      arrived(file.size, total)
      return true
    } catch {
      fault = .writing(error)
      return false
    }
  }

  private func check(_ result: ccurl_result, address: String, stallTimeout: Duration) throws {
    let reason: SourceFault.Reason
    switch result.outcome {
    case CCURL_FINISHED where result.status == 200 || result.status == 206:
      return
    case CCURL_FINISHED:
      reason = .status(Int(result.status))
    case CCURL_STOPPED:
      throw FetchError.cancelled
    case CCURL_NO_LIBRARY:
      throw FetchError.noLibrary(addresses: [address], directory: file.path)
    case CCURL_HTTP_STATUS where result.status != 0:
      reason = .status(Int(result.status))
    case CCURL_STALLED:
      reason = .stalled(seconds: Double(Int((stallTimeout / .milliseconds(100)).rounded())) / 10, found: file.size)
    // A connection that ends before any answer was no answer's: a proxy's refusal, say, which libcurl has words for.
    case CCURL_CUT where result.status != 0:
      let expected = result.promised >= 0 ? Int(result.promised) + (result.status == 206 ? offset : 0) : nil
      reason = .cut(expected: expected, found: file.size)
    case CCURL_WRITE_REFUSED:
      switch fault {
      case .writing(let error): throw error
      case .status(let status): reason = .status(status)
      case .tooLarge, nil: reason = .tooLarge(limit: Self.largestFile)
      }
    default:
      reason = .connection(Self.message(of: result))
    }
    throw SourceFault(address: address, reason: reason)
  }

  private static func message(of result: ccurl_result) -> String {
    let text = withUnsafeBytes(of: result.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return text.isEmpty ? "the connection failed" : text
  }

  private static func isLoopback(_ address: String) -> Bool {
    ["http://127.", "http://localhost", "http://[::1]"].contains { address.hasPrefix($0) }
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    min(max(self, range.lowerBound), range.upperBound)
  }
}
