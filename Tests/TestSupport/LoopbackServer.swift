import Foundation
import Synchronization

/// A small HTTP server on 127.0.0.1 that answers as badly as a test wants.
public final class LoopbackServer: Sendable {
  /// How a path is answered.
  public enum Answer: Sendable {
    /// As it should be, ranges included.
    case whole([UInt8])
    /// Sends everything from the start whatever range is asked for.
    case withoutRanges([UInt8])
    /// Promises everything, sends so many bytes, hangs up.
    case cut([UInt8], after: Int)
    /// Promises everything, sends so many bytes, then nothing more.
    case stall([UInt8], after: Int)
    /// Promises another length than it sends.
    case lie([UInt8], promised: Int)
    /// Promises no length and hangs up at the end.
    case withoutLength([UInt8])
    /// Points elsewhere.
    case redirect(to: String)
    /// Only a status.
    case status(Int)
    /// No HTTP at all.
    case garbage
    /// Sends zeros until the client hangs up.
    case endless
  }

  /// What was asked for.
  public struct Request: Sendable, Equatable {
    /// The path, without its slash.
    public var path: String
    /// The first byte that was asked for; nil for all.
    public var rangeStart: Int?

    /// A request for a path.
    public init(path: String, rangeStart: Int? = nil) {
      self.path = path
      self.rangeStart = rangeStart
    }
  }

  private struct State {
    var answers: [String: [Answer]] = [:]
    var requests: [Request] = []
    /// Open connections. Closed and shut down under the lock alone: a number that is free is at once another server's.
    var connections: Set<Int32> = []
    var isListening = true
    var isStopped = false
  }

  /// What the threads hold on to, so that they outlive the server.
  private final class Shared: Sendable {
    let state = Mutex(State())
  }

  /// Where it listens.
  public let port: UInt16
  private let listener: Int32
  private let shared = Shared()

  /// A server that answers every path with 404 until told otherwise.
  public init() {
    signal(SIGPIPE, SIG_IGN)
    let listener = socket(AF_INET, LoopbackServer.streamType, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    precondition(isBound, "no loopback server: \(String(cString: strerror(errno)))")
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [shared] in
      while true {
        let connection = accept(listener, nil, nil)
        if connection < 0 {
          // A signal, a client that has gone again, too many open files for a moment: no reason to leave the next one waiting.
          if shared.state.withLock({ $0.isStopped }) { break }
          continue
        }
        shared.state.withLock { _ = $0.connections.insert(connection) }
        if shared.state.withLock({ $0.isStopped }) {
          Self.close(connection, shared)
          break
        }
        Thread.detachNewThread {
          Self.serve(connection, shared)
          Self.close(connection, shared)
        }
      }
      shared.state.withLock { state in
        state.isListening = false
        _ = Foundation.close(listener)
      }
    }
  }

  deinit { stop() }

  private static func close(_ connection: Int32, _ shared: Shared) {
    shared.state.withLock { state in
      state.connections.remove(connection)
      shutdown(connection, Int32(SHUT_RDWR))
      _ = Foundation.close(connection)
    }
  }

  /// Hangs up on everybody.
  public func stop() {
    shared.state.withLock { state in
      state.isStopped = true
      if state.isListening { shutdown(listener, Int32(SHUT_RDWR)) }
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }
  }

  /// The address of a folder.
  public func address(_ folder: String = "") -> String { "http://127.0.0.1:\(port)/\(folder)" }

  /// Answers a path so, first request first answer; the last one stays.
  public func answer(_ path: String, _ answers: Answer...) {
    shared.state.withLock { $0.answers[path] = answers }
  }

  /// What was asked so far.
  public var requests: [Request] { shared.state.withLock { $0.requests } }

  private static func serve(_ connection: Int32, _ shared: Shared) {
    guard let request = readRequest(connection) else { return }
    let answer = shared.state.withLock { state -> Answer in
      state.requests.append(request)
      guard var answers = state.answers[request.path], let first = answers.first else { return .status(404) }
      if answers.count > 1 {
        answers.removeFirst()
        state.answers[request.path] = answers
      }
      return first
    }
    send(answer, to: request, connection)
  }

  private static func send(_ answer: Answer, to request: Request, _ connection: Int32) {
    switch answer {
    case .whole(let bytes):
      guard let start = request.rangeStart else { return send(200, bytes.count, bytes, connection) }
      guard start < bytes.count else { return send(416, 0, [], connection) }
      let rest = Array(bytes[start...])
      send(
        206,
        rest.count,
        rest,
        connection,
        extra: "Content-Range: bytes \(start)-\(bytes.count - 1)/\(bytes.count)\r\n"
      )
    case .withoutRanges(let bytes):
      send(200, bytes.count, bytes, connection)
    case .cut(let bytes, let count):
      send(200, bytes.count, Array(bytes.prefix(count)), connection)
    case .stall(let bytes, let count):
      send(200, bytes.count, Array(bytes.prefix(count)), connection)
      // Until the client or `stop` hangs up.
      _ = Self.readRequest(connection)
    case .lie(let bytes, let promised):
      send(200, promised, bytes, connection)
    case .withoutLength(let bytes):
      send(200, nil, bytes, connection)
    case .redirect(let target):
      send(302, 0, [], connection, extra: "Location: \(target)\r\n")
    case .status(let status):
      send(status, 0, [], connection)
    case .garbage:
      _ = Self.write(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8), connection)
    case .endless:
      send(200, nil, [], connection)
      let zeros = [UInt8](repeating: 0, count: 1 << 20)
      while Self.write(zeros, connection) {}
    }
  }

  private static func send(_ status: Int, _ length: Int?, _ body: [UInt8], _ connection: Int32, extra: String = "") {
    let lengthLine = length.map { "Content-Length: \($0)\r\n" } ?? ""
    let head = "HTTP/1.1 \(status) Test\r\n\(lengthLine)\(extra)Connection: close\r\n\r\n"
    _ = Self.write(Array(head.utf8) + body, connection)
  }

  private static func write(_ bytes: [UInt8], _ connection: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.send(connection, $0.baseAddress, $0.count, 0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func readRequest(_ connection: Int32) -> Request? {
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = recv(connection, &byte, 1, 0)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { break }
      head.append(byte)
      if head.suffix(4) == [13, 10, 13, 10] { break }
    }
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count == 3 else { return nil }
    let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
    let start = range.flatMap { Int($0.dropFirst("range: bytes=".count).prefix { $0.isNumber }) }
    return Request(path: String(words[1]), rangeStart: start)
  }

  #if canImport(Darwin)
    private static let streamType = SOCK_STREAM
  #else
    private static let streamType = Int32(SOCK_STREAM.rawValue)
  #endif
}
