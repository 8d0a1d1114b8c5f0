#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A format that other programs keep weights in, told by a file's first bytes, and the command that turns it into safetensors.
public enum ForeignFormat: String, Hashable, Sendable, CaseIterable {
  /// `torch.save`: a zip with a pickle inside.
  case torch
  /// `torch.save` before PyTorch 1.6, joblib, `pickle.dump`.
  case pickle
  /// Keras's own zip.
  case keras
  /// HDF5, as Keras's `.h5`.
  case hdf5
  /// NumPy's zip of arrays.
  case npz
  /// One NumPy array.
  case npy
  /// ONNX.
  case onnx
  /// llama.cpp's format.
  case gguf

  /// How many bytes are looked at.
  static let sniffedBytes = 4096

  /// The format that a file begins as, none for what may be safetensors.
  init?(_ start: Data, path: String) {
    func begins(_ bytes: [UInt8]) -> Bool { start.prefix(bytes.count).elementsEqual(bytes) }
    func has(_ text: String) -> Bool { start.firstRange(of: Data(text.utf8)) != nil }
    if begins([0x50, 0x4B, 3, 4]) {
      self = has(".npy") ? .npz : has("metadata.json") || has("config.json") ? .keras : .torch
    } else if begins([0x89, 0x48, 0x44, 0x46]) {
      self = .hdf5
    } else if begins([0x93, 0x4E, 0x55, 0x4D]) {
      self = .npy
    } else if begins(Array("GGUF".utf8)) {
      self = .gguf
    } else if start.count > 2, start[start.startIndex] == 0x80, (2...5).contains(start[start.startIndex + 1]),
      // A safetensors header of 0x…0280 bytes begins so too, and then goes on with its brace.
      start.count < 9 || start[start.startIndex + 8] != 0x7B
    {
      self = .pickle
    } else if start.count > 9, start[start.startIndex] == 0x08, start[start.startIndex + 8] != 0x7B,
      path.hasSuffix(".onnx") || has("pytorch") || has("onnx")
    {
      self = .onnx
    } else {
      return nil
    }
  }

  /// What it is called.
  public var title: String {
    switch self {
    case .torch: "a PyTorch file (torch.save)"
    case .pickle: "a Python pickle"
    case .keras: "a Keras model (.keras)"
    case .hdf5: "an HDF5 file, as Keras's .h5"
    case .npz: "a NumPy archive (.npz)"
    case .npy: "one NumPy array (.npy)"
    case .onnx: "an ONNX model"
    case .gguf: "a GGUF file"
    }
  }

  /// The command that makes a safetensors file of it; nil where there is no usual one.
  public func command(_ path: String) -> String? {
    let target = Self.target(path)
    let (from, to) = (Self.quoted(path), Self.quoted(target))
    let script: String? =
      switch self {
      case .torch:
        "import torch, safetensors.torch as s; d = torch.load(\(from), map_location='cpu', weights_only=True); "
          + "d = d.get('state_dict', d.get('model_state_dict', d)); "
          + "s.save_file({k: v.contiguous().clone() for k, v in d.items()}, \(to))"
      case .pickle:
        "import torch, safetensors.torch as s; d = torch.load(\(from), map_location='cpu'); "
          + "s.save_file({k: v.contiguous().clone() for k, v in d.items()}, \(to))"
      case .keras, .hdf5:
        "import keras, numpy as n, safetensors.numpy as s; m = keras.models.load_model(\(from), compile=False); "
          + "s.save_file({w.path.replace('/', '.'): n.ascontiguousarray(keras.ops.convert_to_numpy(w)) for w in m.weights}, \(to))"
      case .npz:
        "import numpy as n, safetensors.numpy as s; "
          + "s.save_file({k: n.ascontiguousarray(v) for k, v in n.load(\(from)).items()}, \(to))"
      case .onnx:
        "import onnx, onnx.numpy_helper, numpy as n, safetensors.numpy as s; "
          + "s.save_file({t.name: n.ascontiguousarray(onnx.numpy_helper.to_array(t)) for t in onnx.load(\(from)).graph.initializer}, \(to))"
      case .npy, .gguf: nil
      }
    return script.map { "python3 -c \"\($0)\"" }
  }

  private static func target(_ path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let name = path[slash...]
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
    return path[..<slash] + (stem.isEmpty ? name : stem) + ".safetensors"
  }

  /// A Python string that a shell's double quotes leave as it is.
  private static func quoted(_ path: String) -> String {
    var text = "'"
    for character in path {
      if "\\'\"$`".contains(character) {
        text += character.unicodeScalars.map { "\\\\x" + (($0.value < 16 ? "0" : "") + String($0.value, radix: 16)) }
          .joined()
      } else {
        text.append(character)
      }
    }
    return text + "'"
  }
}
