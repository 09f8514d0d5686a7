namespace AigcNotebooks.Data;

/// <summary>Which motions <see cref="MotionCaptions"/> have words for. Used in notebook 11.</summary>
public enum CaptionStyle
{
    /// <summary>"digit 7 is moving up and down": two axes, 20 pairs of digit and axis. As in Sync-DRAW (arXiv 1611.10314).</summary>
    SyncDraw,

    /// <summary>"the seven drifts to the upper left": eight directions, 80 pairs of digit and direction. Richer, after MAGE (arXiv 2112.02815), and with many ways to say it.</summary>
    EightDirections,
}
