/// Some rows of a layer behind the first, which one thread updates.
struct LayerPiece {
  let layer: Int
  let rows: Range<Int>
  /// Where Σ g² is noted: behind those of the first layer's panels.
  let slot: Int

  static func pieces(of layers: [ClassifierLayer]) -> [LayerPiece] {
    var pieces: [LayerPiece] = []
    for (index, layer) in layers.enumerated().dropFirst() {
      for start in stride(from: 0, to: layer.inputs, by: PanelLayout.unit) {
        let rows = start..<min(start + PanelLayout.unit, layer.inputs)
        pieces.append(LayerPiece(layer: index, rows: rows, slot: layers[0].panels.count + pieces.count))
      }
    }
    return pieces
  }
}
