using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Tanfang.Data.Opening;

/// <summary>The keys of cookies and forms lie sealed under the master key.</summary>
internal sealed class SealedFormKeys(IServiceProvider services) : IXmlEncryptor, IXmlDecryptor
{
    private const string Place = "keys/data-protection";

    private Seal Seal => services.GetRequiredService<Vault>().StoreSeal;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var text = plaintextElement.ToString(SaveOptions.DisableFormatting);
        var box = Seal.Close(Place, Encoding.UTF8.GetBytes(text));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(box)), typeof(SealedFormKeys));
    }

    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(Seal.Open(Place, Convert.FromBase64String(encryptedElement.Value))));
}
