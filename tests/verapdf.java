import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Holds every file against PDF/UA-1 and PDF/A-2a: one line per file, profile and broken rule, tabs between. */
class Verapdf {
    private static final int MOST = 100;

    public static void main(String[] files) {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            judge(file, PDFAFlavour.PDFUA_1, "PDF/UA-1");
            judge(file, PDFAFlavour.PDFA_2_A, "PDF/A-2a");
        }
    }

    private static void judge(String file, PDFAFlavour profile, String name) {
        Map<String, String> broken = new TreeMap<>();
        try (FileInputStream in = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, profile);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, MOST, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
                    broken.putIfAbsent(rule, one.getMessage() + " " + one.getLocation().getContext());
                }
            }
            if (!result.isCompliant() && broken.isEmpty()) {
                broken.put("-", "not compliant");
            }
        } catch (Exception fault) {
            broken.put("-", "cannot be read: " + fault);
        }
        System.out.println(file + "\t" + name + "\tseen");
        broken.forEach((rule, why) ->
            System.out.println(file + "\t" + name + "\t" + rule + "\t" + why.replaceAll("\\s+", " ")));
    }
}
