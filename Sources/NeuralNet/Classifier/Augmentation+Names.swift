extension Augmentation: CustomStringConvertible {
  /// Why a text is no distortion.
  public struct ParseError: Error, Hashable, CustomStringConvertible {
    /// What was expected and what was found.
    public let description: String
  }

  /// The names of a text's parts, and the fields that they stand for.
  private static let names: [(name: String, field: any WritableKeyPath<Augmentation, Double> & Sendable)] = [
    ("shift", \.shift), ("rotate", \.rotation), ("scale", \.scale), ("elastic", \.elastic),
    ("smoothness", \.elasticSmoothness),
  ]

  /// Reads a distortion as the command line has it: `name=number` parts separated by commas, such as
  /// `shift=1,rotate=8,scale=0.08,elastic=1,smoothness=4`; an empty text and `none` are none.
  public init(parsing text: String) throws(ParseError) {
    self = .none
    if text == "none" { return }
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", omittingEmptySubsequences: false)
      guard pair.count == 2, let value = Double(pair[1]), value.isFinite, value >= 0 else {
        throw ParseError(description: "expected name=number with a number of 0 or more, found '\(part)'")
      }
      guard let known = Self.names.first(where: { $0.name == pair[0] }) else {
        let expected = Self.names.map(\.name).joined(separator: ", ")
        throw ParseError(description: "expected one of \(expected), found '\(pair[0])'")
      }
      self[keyPath: known.field] = value
    }
  }

  /// The distortion as the command line has it; `none` if images stay as they are.
  public var description: String {
    if isNone { return "none" }
    let usual = Augmentation.none
    return Self.names.filter { self[keyPath: $0.field] != usual[keyPath: $0.field] }
      .map { "\($0.name)=\(shortDecimal(self[keyPath: $0.field]))" }
      .joined(separator: ",")
  }
}
