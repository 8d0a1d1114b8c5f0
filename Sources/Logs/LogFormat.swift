/// A kind of log that can be read.
public enum LogFormat: String, CaseIterable, Sendable {
  /// TensorBoard's event files.
  case tensorboard
  /// wandb's offline files.
  case wandb
  /// swanlab's offline files.
  case swanlab
  /// mlflow's database.
  case mlflow
  /// A metric's file of mlflow's file store.
  case mlflowFile = "mlflow-file"
  /// trackio's database.
  case trackio
  /// Tables: commas, tabs, semicolons, columns of blanks.
  case csv
  /// JSON objects one after the other.
  case jsonLines = "jsonl"
  /// One JSON document.
  case json
  /// Lines of text.
  case text

  /// What writes it, for people.
  public var detail: String {
    switch self {
    case .tensorboard: "event files: torch, tensorboardX, TensorFlow, Keras, Lightning, CatBoost, accelerate"
    case .wandb: "offline runs: run-….wandb"
    case .swanlab: "offline runs: run-….swanlab"
    case .mlflow: "mlflow.db, runs and metrics in SQLite"
    case .mlflowFile: "mlruns/…/metrics/NAME: time, value, step"
    case .trackio: "trackio's project database, SQLite"
    case .csv:
      "CSV, TSV, semicolons, aligned columns: Keras, Lightning, stable-baselines3, fastai, ultralytics, dvclive, CatBoost"
    case .jsonLines: "JSON objects, a line each or concatenated: mmengine, detectron2, stable-baselines3, dlviz --json"
    case .json: "one document: transformers' trainer_state.json, Keras' history, sacred, lists of rows"
    case .text:
      "printed lines: transformers, Keras, XGBoost, LightGBM, nanoGPT, llm.c, Megatron-LM, torchtitan, fairseq, timm, tqdm, rich, logging"
    }
  }

  /// How a file is recognised.
  public var signature: String {
    switch self {
    case .tensorboard: "a record's length and its checksum at the beginning"
    case .wandb: ":W&B at the beginning"
    case .swanlab: ":SWL at the beginning"
    case .mlflow: "SQLite with the tables metrics, runs, experiments"
    case .mlflowFile: "lines of milliseconds, value and step in a folder named metrics"
    case .trackio: "SQLite with the table metrics"
    case .csv: "rows with equally many cells, most of them numbers"
    case .jsonLines: "{ at the beginning, several objects"
    case .json: "{ or [ at the beginning, lists within"
    case .text: "lines with names and numbers"
    }
  }

  /// The files beside logs that settings are read from, for people.
  public static var settingsFiles: String {
    SettingsFile.names.sorted().joined(separator: ", ") + ", the params folder of mlflow's file store"
  }
}
