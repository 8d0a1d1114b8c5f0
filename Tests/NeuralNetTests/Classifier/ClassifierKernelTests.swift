import CKernels
import Testing

@testable import NeuralNet

@Suite struct ClassifierKernelTests {
  private func random(_ count: Int, seed: UInt64) -> [Float] {
    var random = RandomNumbers(seed: seed)
    return (0..<count).map { _ in Float(random.normal()) }
  }

  /// epilogue(a · b + bias); c has b's stride, and so has the gate.
  private func product(
    _ level: ck_level,
    rows: Int,
    depth: Int,
    columns: Int,
    _ a: [Float],
    stride aStride: Int,
    _ b: [Float],
    stride: Int,
    _ bias: [Float],
    epilogue: ck_epilogue = ck_epilogue_none,
    gate: [Float] = [],
    hasManyZeros: Bool = false
  ) -> [Float] {
    var c = [Float](repeating: .nan, count: rows * stride)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        gate.withUnsafeBufferPointer { gate in
          bias.withUnsafeBufferPointer { bias in
            c.withUnsafeMutableBufferPointer { c in
              guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
              var product = ck_product(
                rows: rows,
                depth: depth,
                columns: columns,
                a: a,
                a_row_stride: aStride,
                a_depth_stride: 1,
                b: b,
                b_stride: stride,
                bias: bias.baseAddress,
                c: c,
                c_stride: stride,
                epilogue: epilogue,
                gate: gate.baseAddress,
                gate_stride: stride,
                gate_scale: 2,
                has_many_zeros: hasManyZeros
              )
              ck_multiply(level, &product)
            }
          }
        }
      }
    }
    return c
  }

  @Test("products of every number of rows, with each epilogue", arguments: availableLevels)
  func products(level: ck_level) {
    let (depth, columns, stride) = (5, 80, 96)
    let b = random(depth * stride, seed: 2)
    let bias = random(columns, seed: 3)
    for rows in 1...13 {
      let a = random(rows * depth, seed: UInt64(rows))
      let gate = random(rows * stride, seed: 4)
      for epilogue in [ck_epilogue_none, ck_epilogue_relu, ck_epilogue_gate_positive, ck_epilogue_gate] {
        let c = product(
          level,
          rows: rows,
          depth: depth,
          columns: columns,
          a,
          stride: depth,
          b,
          stride: stride,
          bias,
          epilogue: epilogue,
          gate: gate
        )
        for row in 0..<rows {
          for column in 0..<columns {
            var sum = Double(bias[column])
            for k in 0..<depth { sum += Double(a[row * depth + k]) * Double(b[k * stride + column]) }
            let open = Double(gate[row * stride + column])
            switch epilogue {
            case ck_epilogue_relu: sum = max(sum, 0)
            case ck_epilogue_gate_positive: sum = open > 0 ? 2 * sum : 0
            case ck_epilogue_gate: sum *= open
            default: break
            }
            #expect(abs(Double(c[row * stride + column]) - sum) < 1e-5)
          }
        }
      }
    }
  }

  @Test("products that may leave zeros out are those that do not", arguments: availableLevels)
  func zeros(level: ck_level) {
    let columns = 80
    for depth in [1, 7, 10, 63, 64, 65, 128, 130] {
      let (rows, stride) = (7, (depth + 15) / 16 * 16)
      var a = random(rows * stride, seed: 11).map { max($0, 0) }
      // A row of zeros, one without any, and what stands behind the rows, which is not theirs.
      for k in 0..<stride { (a[k], a[stride + k]) = (0, Float(k + 1)) }
      for row in 0..<rows { for k in depth..<stride { a[row * stride + k] = .infinity } }
      let (b, bias) = (random(depth * columns, seed: 12), random(columns, seed: 13))
      let results = [false, true].map { hasManyZeros in
        product(
          level,
          rows: rows,
          depth: depth,
          columns: columns,
          a,
          stride: stride,
          b,
          stride: columns,
          bias,
          hasManyZeros: hasManyZeros
        )
      }
      #expect(results[0] == results[1])
      #expect(results[0][..<columns] == bias[...])
    }
  }

  @Test("gradients of inputs with zeros are those without leaving them out", arguments: availableLevels)
  func gradientsWithZeros(level: ck_level) {
    for (samples, rows) in [(1, 16), (64, 40), (70, 16), (130, 23)] {
      let (width, stride) = (128, 48)
      let inputs = random(samples * stride, seed: 14).map { max($0, 0) }
      let delta = random(samples * width, seed: 15)
      let results = [false, true].map { hasManyZeros in
        var rule = ck_optimizer()
        rule.rule = ck_rule_export
        rule.shrink = 1
        var parameters = [[Float]](repeating: [Float](repeating: 0, count: stride * width), count: 3)
        var squares: Float = 0
        inputs.withUnsafeBufferPointer { inputs in
          delta.withUnsafeBufferPointer { delta in
            withPointers(&parameters) { w, m, v in
              guard let inputs = inputs.baseAddress, let delta = delta.baseAddress else { return }
              var update = ck_dense_update(
                samples: samples,
                first_row: 8,
                end_row: 8 + rows,
                width: width,
                inputs: inputs,
                input_stride: stride,
                delta: delta,
                delta_stride: width,
                w: w,
                m: m,
                v: v,
                has_many_zeros: hasManyZeros
              )
              squares = ck_update_dense(level, &rule, &update)
            }
          }
        }
        return (gradients: parameters[1], squares: squares)
      }
      for row in 0..<stride {
        for column in 0..<width {
          var sum = 0.0
          if (8..<8 + rows).contains(row) {
            for s in 0..<samples { sum += Double(inputs[s * stride + row]) * Double(delta[s * width + column]) }
          }
          #expect(abs(Double(results[1].gradients[row * width + column]) - sum) < 1e-4)
        }
      }
      #expect(results[0].gradients == results[1].gradients)
      #expect(abs(results[0].squares - results[1].squares) < 1e-4 * results[0].squares)
    }
  }

  private func withPointers(
    _ arrays: inout [[Float]],
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) {
    let pointers = arrays.map { array in
      let pointer = UnsafeMutablePointer<Float>.allocate(capacity: array.count)
      pointer.initialize(from: array, count: array.count)
      return pointer
    }
    body(pointers[0], pointers[1], pointers[2])
    for (index, pointer) in pointers.enumerated() {
      arrays[index] = Array(UnsafeBufferPointer(start: pointer, count: arrays[index].count))
      pointer.deallocate()
    }
  }

  @Test("ink is found wherever it is", arguments: availableLevels)
  func compressing(level: ck_level) {
    var random = RandomNumbers(seed: 5)
    for count in [1, 31, 32, 33, 100] {
      let bytes = (0..<count).map { _ in random.below(2) == 0 ? UInt8(0) : UInt8(random.below(256)) }
      var entries = [UInt32](repeating: 0, count: count)
      let found = ck_compress(level, bytes, count, &entries)
      let expected = bytes.enumerated().filter { $1 != 0 }.map { UInt32($0) | UInt32($1) << 16 }
      #expect(Array(entries[..<found]) == expected)
    }
  }

  @Test("the first layer forward is bias and products of every width and number of images", arguments: availableLevels)
  func forwardOfInk(level: ck_level) {
    let (inputs, unit) = (401, Int(ck_width_unit))
    var randomNumbers = RandomNumbers(seed: 9)
    for (units, samples) in [(1, 1), (2, 33), (3, 64), (4, 65), (5, 130)] {
      let (width, stride) = (units * unit, units * unit + unit)
      let weights = random(inputs * width, seed: 10)
      let base = random(width, seed: 11)
      let values = (0..<256).map { Float($0) / 255 }
      // Some images have no ink, some only in their last pixel.
      let images = (0..<samples).map { sample in
        (0..<inputs).map { pixel in
          switch sample % 7 {
          case 3: UInt8(0)
          case 5: UInt8(pixel == inputs - 1 ? 200 : 0)
          default: randomNumbers.below(4) == 0 ? UInt8(randomNumbers.below(256)) : UInt8(0)
          }
        }
      }
      let entries = images.map { image in
        let list = UnsafeMutablePointer<UInt32>.allocate(capacity: inputs)
        return (list: list, count: Int32(ck_compress(level, image, inputs, list)))
      }
      defer { for entry in entries { entry.list.deallocate() } }
      let lists = entries.map { UnsafePointer($0.list) }
      let lengths = entries.map(\.count)
      let size = BatchImages.blockSamples
      var blocks = [UInt8](repeating: 1, count: BatchImages.blockCount(images: samples) * size * inputs)
      for block in 0..<blocks.count / (size * inputs) {
        let start = min(block * size, samples)
        lists.withUnsafeBufferPointer { lists in
          lengths.withUnsafeBufferPointer { lengths in
            blocks.withUnsafeMutableBufferPointer { blocks in
              guard let lists = lists.baseAddress, let lengths = lengths.baseAddress, let blocks = blocks.baseAddress
              else { return }
              ck_transpose_entries(
                min(samples - start, size),
                lists + start,
                lengths + start,
                inputs,
                blocks + block * size * inputs
              )
            }
          }
        }
      }
      for epilogue in [ck_epilogue_none, ck_epilogue_relu] {
        let output = AlignedFloats(count: samples * stride)
        weights.withUnsafeBufferPointer { weights in
          base.withUnsafeBufferPointer { base in
            values.withUnsafeBufferPointer { values in
              blocks.withUnsafeBufferPointer { blocks in
                lists.withUnsafeBufferPointer { lists in
                  lengths.withUnsafeBufferPointer { lengths in
                    guard let weights = weights.baseAddress, let base = base.baseAddress,
                      let values = values.baseAddress, let blocks = blocks.baseAddress,
                      let lists = lists.baseAddress, let lengths = lengths.baseAddress
                    else { return }
                    var forward = ck_sparse_forward(
                      samples: samples,
                      inputs: inputs,
                      width: width,
                      blocks: blocks,
                      lists: lists,
                      lengths: lengths,
                      values: values,
                      weights: weights,
                      base: base,
                      c: output.base,
                      c_stride: stride,
                      epilogue: epilogue
                    )
                    ck_forward_sparse(level, &forward)
                  }
                }
              }
            }
          }
        }
        for (row, image) in images.enumerated() {
          for column in 0..<width {
            var sum = Double(base[column])
            for (pixel, byte) in image.enumerated() where byte != 0 {
              sum += Double(values[Int(byte)]) * Double(weights[pixel * width + column])
            }
            if epilogue == ck_epilogue_relu { sum = max(sum, 0) }
            #expect(abs(Double(output.base[row * stride + column]) - sum) < 2e-4)
          }
        }
      }
    }
  }

  @Test("activation kernels are the activations", arguments: availableLevels)
  func activations(level: ck_level) {
    let inputs: [Float] =
      (0..<64).map { (Float($0) - 31.5) / 3 } + [0, -0, 1e-3, -1e-3, 50, -50, 200, -200] + [
        0.62, 0.63, -0.62, -0.63, 88, -88, 1e-20, .nan,
      ]
    for activation in Activation.all {
      var (outputs, slopes) = (inputs, inputs)
      slopes.withUnsafeMutableBufferPointer { slopes in
        outputs.withUnsafeMutableBufferPointer { outputs in
          guard let outputs = outputs.baseAddress else { return }
          HiddenActivation(activation, level: level).apply(
            count: inputs.count,
            outputs,
            derivative: slopes.baseAddress
          )
        }
      }
      for (index, input) in inputs.enumerated() where !input.isNaN {
        let value = activation.value(at: Double(input))
        let slope = activation.derivative(atInput: Double(input))
        #expect(abs(Double(outputs[index]) - value) < 1e-6 * max(1, abs(value)), "\(activation)(\(input))")
        #expect(abs(Double(slopes[index]) - slope) < 2e-6, "\(activation)′(\(input))")
      }
      if activation != .step && activation != .hardTanh { #expect(outputs[inputs.count - 1].isNaN, "\(activation)") }
    }
  }

  @Test func dropoutKeepsTheExpectedShareAndMean() {
    let count = 1 << 14
    for probability in [0.1, 0.5, 0.9] {
      guard let plan = DropoutPlan(probability: probability, key: 77) else { continue }
      let results = availableLevels.map { level in
        var values = [Float](repeating: 1, count: count)
        values.withUnsafeMutableBufferPointer { values in
          guard let values = values.baseAddress else { return }
          // In two parts: a unit's fate depends on its number, not on who asks.
          plan.apply(level: level, layer: 1, first: 0, count: 160, values, derivative: nil)
          plan.apply(level: level, layer: 1, first: 160, count: count - 160, values + 160, derivative: nil)
        }
        return values
      }
      #expect(results.allSatisfy { $0 == results[0] })
      let kept = results[0].filter { $0 != 0 }
      #expect(kept.allSatisfy { abs($0 - Float(1 / (1 - probability))) < 1e-5 })
      let deviation = (Double(count) * probability * (1 - probability)).squareRoot()
      #expect(abs(Double(kept.count) - Double(count) * (1 - probability)) < 5 * deviation)
    }
    #expect(DropoutPlan(probability: 0, key: 1) == nil)
  }

  @Test func threadsMeetAtEveryBarrier() {
    for threads in 1...4 {
      let pool = WorkerPool(threads: threads)
      let counters = AlignedFloats(count: threads * 16)
      let sums = AlignedFloats(count: threads * 16)
      for _ in 0..<20 {
        pool.run { worker in
          for _ in 0..<10 {
            counters.base[worker * 16] += 1
            pool.barrier(worker)
            var total: Float = 0
            for other in 0..<threads { total += counters.base[other * 16] }
            sums.base[worker * 16] = total
            pool.barrier(worker)
          }
        }
      }
      #expect((0..<threads).allSatisfy { sums.base[$0 * 16] == Float(200 * threads) })
      #expect((0..<threads).flatMap { Array(pool.share(of: 37, worker: $0, grain: 16)) } == Array(0..<37))
    }
  }

  @Test func everyPieceIsTakenOnce() {
    for threads in 1...4 {
      let pool = WorkerPool(threads: threads)
      for pieces in [0, 1, 7, 100] {
        // A row for each thread, so that a piece that two threads take is seen.
        let counts = AlignedFloats(count: threads * 2 * 100)
        for _ in 0..<20 {
          pool.run { worker in
            let mine = counts.base + worker * 200
            pool.takeTurns(.images, pieces: pieces) { mine[$0] += 1 }
            pool.takeTurns(.updates, pieces: pieces) { mine[100 + $0] += 1 }
          }
        }
        for piece in 0..<200 {
          let taken = (0..<threads).reduce(Float(0)) { $0 + counts.base[$1 * 200 + piece] }
          #expect(taken == (piece % 100 < pieces ? 20 : 0))
        }
      }
    }
  }

  @Test func panelsCoverAllColumns() {
    for columns in [1, 16, 17, 64, 100, 128, 300] {
      for threads in 1...4 {
        let layout = PanelLayout(columns: columns, atLeast: threads)
        #expect(layout.padded >= columns && layout.padded < columns + 16)
        #expect((0..<layout.count).reduce(0) { $0 + layout.width($1) } == layout.padded)
        #expect((0..<threads).flatMap { Array(layout.panels(of: $0, among: threads)) } == Array(0..<layout.count))
      }
    }
  }
}
