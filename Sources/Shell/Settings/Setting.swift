/// A setting of a page as it stands: how it reads and what changes it.
public struct Setting<S: Screen> {
  /// What it is; no two settings of a page share it.
  public var label: String
  /// What it is where there is little room; empty where the value speaks for itself.
  public var shortLabel: String
  /// What it is set to.
  public var value: String
  /// Changes it by one press of a key.
  public var change: (_ screen: inout S, _ up: Bool) -> [ScreenCommand<S.Effect>]
  /// Sets it from a text; nil where it cannot be typed.
  public var set: ((_ screen: inout S, _ text: String) throws(ParameterError) -> [ScreenCommand<S.Effect>])?

  /// A setting with keys of its own making.
  public init(
    _ label: String,
    short: String? = nil,
    value: String,
    set: ((inout S, String) throws(ParameterError) -> [ScreenCommand<S.Effect>])? = nil,
    change: @escaping (inout S, Bool) -> [ScreenCommand<S.Effect>]
  ) {
    self.label = label
    shortLabel = short ?? label
    self.value = value
    self.set = set
    self.change = change
  }

  /// A setting that is a parameter's value.
  /// - Parameters:
  ///   - value: what it is set to.
  ///   - apply: takes over another value.
  public init<Value>(
    _ parameter: Parameter<Value>,
    label: String? = nil,
    value: Value,
    apply: @escaping (_ screen: inout S, _ value: Value) -> [ScreenCommand<S.Effect>]
  ) {
    self.init(
      label ?? parameter.label,
      short: label ?? parameter.shortLabel,
      value: parameter.format(value),
      set: { (screen, text) throws(ParameterError) in apply(&screen, try parameter.value(of: text)) },
      change: { screen, up in
        let new = parameter.next(value, up)
        guard new != value else {
          screen.shell.notice = parameter.limit(value, up)
          return []
        }
        return apply(&screen, new)
      }
    )
  }

  /// A setting that is a parameter's value and lies in the screen itself.
  public init<Value>(_ parameter: Parameter<Value>, _ path: WritableKeyPath<S, Value>, of screen: S) {
    self.init(parameter, value: screen[keyPath: path]) { screen, new in
      screen[keyPath: path] = new
      return []
    }
  }
}
