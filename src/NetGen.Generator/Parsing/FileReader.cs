using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Parsing;

/// <summary>
/// Reads what a file means to the networks of its project. It goes through declarations and never into a body, an initializer or a comment:
/// what is typed there changes nothing.
/// </summary>
internal sealed class FileReader
{
    private const char Separator = '\0';

    private readonly StringBuilder _shape = new();
    private readonly StringBuilder _memberShape = new();
    private readonly HashSet<string> _memberNames = [];
    private readonly HashSet<string> _namesInConstants = [];
    private readonly List<string> _aliases = [];
    private readonly List<NetworkCandidate> _candidates = [];

    public static FileFacts Read(SyntaxTree tree, CancellationToken cancellation)
    {
        var reader = new FileReader();
        reader.ReadContainer(tree.GetRoot(cancellation));
        return new FileFacts(
            Hash(reader._shape), Hash(reader._memberShape), reader._memberNames, reader._namesInConstants, reader._aliases, reader._candidates);
    }

    private static byte[] Hash(StringBuilder text)
    {
        using var sha = SHA256.Create();
        return sha.ComputeHash(Encoding.Unicode.GetBytes(text.ToString()));
    }

    /// <summary>A file, a namespace or a type: all that it has but attributes on types, which mean nothing to other types.</summary>
    private void ReadContainer(SyntaxNode container)
    {
        var type = container as TypeDeclarationSyntax;
        if (type is { AttributeLists.Count: > 0 })
            _candidates.Add(new NetworkCandidate(type));

        _memberShape.Append(type?.Identifier.ValueText).Append('{');
        foreach (var child in container.ChildNodesAndTokens())
        {
            if (child.AsNode() is not { } node)
                Write(_shape, child.AsToken());
            else if (node is MemberDeclarationSyntax member)
                ReadMember(member);
            else
                ReadHead(node, isOfType: type is not null);
        }

        _memberShape.Append('}');
    }

    private void ReadHead(SyntaxNode node, bool isOfType)
    {
        if (node is AttributeListSyntax attributes)
            AddNames(attributes);

        if (node is UsingDirectiveSyntax { Alias: { } alias })
            _aliases.Add(alias.Name.Identifier.ValueText);

        if (!(isOfType && node is AttributeListSyntax))
            Write(_shape, node);
    }

    private void ReadMember(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax:
                ReadContainer(member);
                break;
            case FieldDeclarationSyntax field when field.Modifiers.Any(SyntaxKind.ConstKeyword):
            case EnumDeclarationSyntax:
                AddNames(member);
                Write(_shape, member);
                break;
            case ConstructorDeclarationSyntax constructor:
                WriteHead(_shape, constructor);
                break;
            case BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax:
                AddMemberNames(member);
                WriteHead(_memberShape, member);
                break;
            case GlobalStatementSyntax:
                // All that others see of it is the class that it makes.
                _shape.Append("statement").Append(Separator);
                break;
            case IncompleteMemberSyntax:
                // What is being typed declares nothing yet.
                break;
            default:
                Write(_shape, member);
                break;
        }
    }

    private void AddMemberNames(MemberDeclarationSyntax member)
    {
        var names = member is BaseFieldDeclarationSyntax fields
            ? fields.Declaration.Variables.Select(field => field.Identifier)
            : member.ChildTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken));
        _memberNames.UnionWith(names.Select(name => name.ValueText));
    }

    /// <summary>All names in the expressions of a node; the attributes' own names and those of their properties are none.</summary>
    private void AddNames(SyntaxNode node)
    {
        foreach (var name in node.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (name.Parent is not (AttributeSyntax or NameEqualsSyntax or NameColonSyntax))
                _namesInConstants.Add(name.Identifier.ValueText);
        }
    }

    /// <summary>A member without its body, initializers and attributes.</summary>
    private static void WriteHead(StringBuilder text, MemberDeclarationSyntax member)
    {
        foreach (var child in member.ChildNodesAndTokens())
        {
            switch (child.AsNode())
            {
                case null:
                    Write(text, child.AsToken());
                    break;
                case VariableDeclarationSyntax fields:
                    Write(text, fields.Type);
                    foreach (var field in fields.Variables)
                        Write(text, field.Identifier);
                    break;
                case AttributeListSyntax or BlockSyntax or ArrowExpressionClauseSyntax or AccessorListSyntax:
                case EqualsValueClauseSyntax or ConstructorInitializerSyntax:
                    break;
                case { } head:
                    Write(text, head);
                    break;
            }
        }
    }

    private static void Write(StringBuilder text, SyntaxNode node)
    {
        foreach (var token in node.DescendantTokens())
            Write(text, token);
    }

    private static void Write(StringBuilder text, SyntaxToken token) => text.Append(token.Text).Append(Separator);
}
