namespace Tanfang.Policy;

/// <summary>Ways of visiting (探访方式). A set; a visit has exactly one.</summary>
[Flags]
public enum Modes
{
    /// <summary>No way at all; rules without a visit (immediate, attention) have it.</summary>
    None = 0,

    /// <summary>上门: at the elder's home. Fulfils every duty that asks for less.</summary>
    OnSite = 1,

    /// <summary>电话: by telephone.</summary>
    Phone = 2,

    /// <summary>音视频: building video, WeChat and the like.</summary>
    Video = 4,

    /// <summary>远程监测: remote monitoring; prints as 其他 on the form.</summary>
    Remote = 8,

    /// <summary>其他: any other way.</summary>
    Other = 16,

    /// <summary>All of them: 定期上门入户、电话视频、远程监测等方式 (民发〔2022〕73号 一（二）).</summary>
    Any = OnSite | Phone | Video | Remote | Other,
}
