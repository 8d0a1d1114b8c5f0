import Foundation
import TestSupport

extension Golden {
  /// Reads `Reference/NAME.json` of this test target.
  init(_ name: String) throws { try self.init(name, in: .module) }
}
